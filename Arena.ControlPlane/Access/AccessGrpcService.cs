using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Arena.ControlPlane.Audit;
using Arena.ServiceDefaults.Access;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Arena.ControlPlane.Access;

internal sealed class AccessGrpcService(AccessAdministration administration, ITenantStore tenants, IKeyRing ring)
    : AccessService.AccessServiceBase
{
    public override async Task<CreateKeyResponse> CreateKey(CreateKeyRequest request, ServerCallContext context)
    {
        var wanted = new NewKey(request.Role, request.Tenant, request.Label, request.Agents, TimeOf(request.ExpiresAt));
        var made = await administration.CreateKeyAsync(
            CallerOf(context), wanted, Requesters.Of(context, request.Why), context.CancellationToken);
        return made is AccessOutcome.KeyMade key
            ? new CreateKeyResponse { Key = KeyMessages.ToMessage(key.Key), Secret = key.Shown }
            : throw Refusal(made);
    }

    public override async Task<ListKeysResponse> ListKeys(ListKeysRequest request, ServerCallContext context)
    {
        var caller = CallerOf(context);
        var keys = await administration.ListKeysAsync(caller, request.Tenant, context.CancellationToken)
            ?? throw Refusal(AccessOutcome.Forbidden.Of(caller));
        return new ListKeysResponse { Keys = { keys.Select(KeyMessages.ToMessage) } };
    }

    public override async Task<Key> RevokeKey(RevokeKeyRequest request, ServerCallContext context)
    {
        var done = await administration.RevokeKeyAsync(
            CallerOf(context), request.Tenant, request.Id, Requesters.Of(context, request.Why), context.CancellationToken);
        return done is AccessOutcome.KeyRevoked revoked ? KeyMessages.ToMessage(revoked.Key) : throw Refusal(done);
    }

    public override async Task<Tenant> CreateTenant(CreateTenantRequest request, ServerCallContext context)
    {
        var made = await administration.CreateTenantAsync(
            CallerOf(context), request.Id, request.Name, Requesters.Of(context, request.Why), context.CancellationToken);
        return made is AccessOutcome.TenantMade tenant ? KeyMessages.ToMessage(tenant.Tenant) : throw Refusal(made);
    }

    public override async Task<Tenant> SetTenantQuotas(SetTenantQuotasRequest request, ServerCallContext context)
    {
        var set = await administration.SetQuotasAsync(
            CallerOf(context), request.TenantId, KeyMessages.ToQuotas(request.Quotas), Requesters.Of(context, request.Why),
            context.CancellationToken);
        return set is AccessOutcome.QuotasSet tenant ? KeyMessages.ToMessage(tenant.Tenant) : throw Refusal(set);
    }

    public override async Task<ListTenantsResponse> ListTenants(ListTenantsRequest request, ServerCallContext context) =>
        new() { Tenants = { (await tenants.ListAsync(context.CancellationToken)).Select(KeyMessages.ToMessage) } };

    public override async Task<CheckKeyResponse> CheckKey(CheckKeyRequest request, ServerCallContext context)
    {
        var holder = await ring.FindAsync(request.Secret, context.CancellationToken)
            ?? throw new RpcException(new Status(StatusCode.NotFound, "The key is not known, or not good any more."));
        return new CheckKeyResponse
        {
            Id = holder.Id, Tenant = holder.Tenant, Role = RoleWord.Of(holder.Role), Agents = { holder.Agents },
        };
    }

    private static Caller CallerOf(ServerCallContext context) => Caller.Of(context.GetHttpContext());

    private static DateTimeOffset? TimeOf(Timestamp? timestamp)
    {
        try
        {
            return timestamp?.ToDateTimeOffset();
        }
        catch (InvalidOperationException none)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"expires_at is no time: {none.Message}"));
        }
    }

    private static RpcException Refusal(AccessOutcome outcome) => new(outcome switch
    {
        AccessOutcome.Invalid invalid => new Status(StatusCode.InvalidArgument, invalid.Message),
        AccessOutcome.NotFound missing => new Status(StatusCode.NotFound, missing.Message),
        AccessOutcome.Taken taken => new Status(StatusCode.AlreadyExists, taken.Message),
        AccessOutcome.QuotaExceeded exceeded => new Status(StatusCode.ResourceExhausted, exceeded.Quota.Message),
        AccessOutcome.Forbidden forbidden => new Status(StatusCode.PermissionDenied, forbidden.Message),
        _ => throw new InvalidOperationException($"Unexpected outcome {outcome}."),
    });
}
