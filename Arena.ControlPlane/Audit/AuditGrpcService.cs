using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Arena.ServiceDefaults.Access;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Arena.ControlPlane.Audit;

internal sealed class AuditGrpcService(AuditReader reader) : AuditService.AuditServiceBase
{
    private const int MaxLimit = 1_000;

    public override async Task<ListAuditResponse> List(ListAuditRequest request, ServerCallContext context)
    {
        if (request.Limit is < 0 or > MaxLimit)
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"limit is {request.Limit}; wanted 1 to {MaxLimit}, or 0."));
        var query = new AuditQuery(request.Limit == 0 ? AuditReader.DefaultLimit : request.Limit)
        {
            Before = request.Before == 0 ? null : request.Before,
            Subject = request.Subject.Length == 0 ? null : request.Subject,
            Tenant = request.Tenant.Length == 0 ? null : request.Tenant,
        };
        if (AuditReader.FaultOf(query) is { } fault)
            throw new RpcException(new Status(StatusCode.InvalidArgument, fault));
        var caller = Caller.Of(context.GetHttpContext());
        var records = await reader.ReadAsync(caller, query, context.CancellationToken)
            ?? throw new RpcException(new Status(StatusCode.PermissionDenied, caller.ForeignTenant));
        return new ListAuditResponse { Records = { records.Select(ToMessage) } };
    }

    private static AuditEntry ToMessage(AuditRecord record)
    {
        var (change, by) = (record.Change, record.By);
        var entry = new AuditEntry
        {
            Sequence = record.Sequence,
            At = record.At.ToTimestamp(),
            Who = by.Who,
            Tenant = change.Tenant,
            What = change.What,
            Subject = change.Subject,
            Why = by.Why ?? "",
            TraceId = by.TraceId ?? "",
            Hash = ByteString.CopyFrom(record.Hash),
        };
        if (change.Before is not null)
            entry.Before = change.Before;
        if (change.After is not null)
            entry.After = change.After;
        return entry;
    }
}
