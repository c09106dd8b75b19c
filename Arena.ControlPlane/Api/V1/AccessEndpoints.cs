using System.ComponentModel;
using System.Text.Json.Serialization;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Access;
using Arena.ControlPlane.Api.Idempotency;
using Arena.ControlPlane.Api.Paging;
using Arena.ControlPlane.Api.Problems;
using Arena.ControlPlane.Audit;
using Arena.ServiceDefaults.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NewKey = Arena.ControlPlane.Access.NewKey;

namespace Arena.ControlPlane.Api.V1;

/// <summary>Who is let in: keys and tenants.</summary>
internal static class AccessEndpoints
{
    private const string OfWhom = "Whose keys. Default: the caller's own tenant; others are for those who run the system.";

    public static void MapAccessEndpoints(this RouteGroupBuilder v1)
    {
        var access = v1.MapGroup("").WithTags("Access");
        access.MapPost("/keys", CreateKeyAsync).WithMetadata(new ToldOnce())
            .WithOperation("createKey", "Makes a key; what its holder shows is told once", 400, 403, 404, 409, 413);
        access.MapGet("/keys", ListKeysAsync).WithOperation("listKeys", "A tenant's keys by id, without what their holders show", 400, 403);
        access.MapDelete("/keys/{id}", RevokeKeyAsync).WithOperation("revokeKey", "Ends a key for good", 400, 403, 404);
        access.MapPost("/tenants", CreateTenantAsync).WithOperation("createTenant", "Makes a tenant", 400, 403, 409, 413);
        access.MapPut("/tenants/{id}/quotas", SetQuotasAsync)
            .WithOperation("setTenantQuotas", "Sets how much a tenant may take, all of it; what it has already stays", 400, 403, 404, 413);
        access.MapGet("/tenants", ListTenantsAsync).WithOperation("listTenants", "All tenants by id", 400, 403);
    }

    private static async Task<Results<Created<MadeKeyBody>, ProblemHttpResult>> CreateKeyAsync(
        NewKeyBody body, [FromQuery, Description(Requesters.WhyWanted)] string? why, HttpContext context,
        AccessAdministration administration, CancellationToken cancellationToken)
    {
        var wanted = new NewKey(body.Role ?? "", body.Tenant, body.Label, body.Agents ?? [], body.ExpiresAt);
        return await administration.CreateKeyAsync(Caller.Of(context), wanted, Requesters.Of(context, why), cancellationToken) switch
        {
            AccessOutcome.KeyMade made =>
                TypedResults.Created((string?)null, new MadeKeyBody(made.Shown, KeyBody.Of(made.Key))),
            var refused => Refusal(refused),
        };
    }

    private static async Task<Results<Ok<Page<KeyBody>>, ProblemHttpResult>> ListKeysAsync(
        [AsParameters] PageQuery page, [FromQuery, Description(OfWhom)] string? tenant, HttpContext context,
        AccessAdministration administration, CancellationToken cancellationToken)
    {
        if (page.Check(out string? after) is { } fault)
            return fault;
        var caller = Caller.Of(context);
        return await administration.ListKeysAsync(caller, tenant, cancellationToken) is { } keys
            ? TypedResults.Ok(PageOf(keys, key => key.Id, KeyBody.Of, page, after))
            : Refusal(AccessOutcome.Forbidden.Of(caller));
    }

    private static async Task<Results<Ok<KeyBody>, ProblemHttpResult>> RevokeKeyAsync(
        string id, [FromQuery, Description(OfWhom)] string? tenant, [FromQuery, Description(Requesters.WhyWanted)] string? why,
        HttpContext context, AccessAdministration administration, CancellationToken cancellationToken) =>
        await administration.RevokeKeyAsync(Caller.Of(context), tenant, id, Requesters.Of(context, why), cancellationToken) switch
        {
            AccessOutcome.KeyRevoked revoked => TypedResults.Ok(KeyBody.Of(revoked.Key)),
            var refused => Refusal(refused),
        };

    private static async Task<Results<Created<TenantBody>, ProblemHttpResult>> CreateTenantAsync(
        NewTenantBody body, [FromQuery, Description(Requesters.WhyWanted)] string? why, HttpContext context,
        AccessAdministration administration, CancellationToken cancellationToken) =>
        await administration.CreateTenantAsync(
            Caller.Of(context), body.Id ?? "", body.Name ?? "", Requesters.Of(context, why), cancellationToken) switch
        {
            AccessOutcome.TenantMade made => TypedResults.Created((string?)null, TenantBody.Of(made.Tenant)),
            var refused => Refusal(refused),
        };

    private static async Task<Results<Ok<TenantBody>, ProblemHttpResult>> SetQuotasAsync(
        string id, QuotasBody body, [FromQuery, Description(Requesters.WhyWanted)] string? why, HttpContext context,
        AccessAdministration administration, CancellationToken cancellationToken)
    {
        var quotas = new TenantQuotas(body.Leagues, body.Matches, body.Keys);
        return await administration.SetQuotasAsync(
            Caller.Of(context), id, quotas, Requesters.Of(context, why), cancellationToken) switch
        {
            AccessOutcome.QuotasSet set => TypedResults.Ok(TenantBody.Of(set.Tenant)),
            var refused => Refusal(refused),
        };
    }

    private static async Task<Results<Ok<Page<TenantBody>>, ProblemHttpResult>> ListTenantsAsync(
        [AsParameters] PageQuery page, ITenantStore tenants, CancellationToken cancellationToken)
    {
        if (page.Check(out string? after) is { } fault)
            return fault;
        return TypedResults.Ok(PageOf(await tenants.ListAsync(cancellationToken), tenant => tenant.Id, TenantBody.Of, page, after));
    }

    private static Page<TBody> PageOf<T, TBody>(
        IReadOnlyList<T> all, Func<T, string> idOf, Func<T, TBody> toBody, PageQuery page, string? after)
    {
        var rest = all.OrderBy(idOf, StringComparer.Ordinal).Where(item => after is null || string.CompareOrdinal(idOf(item), after) > 0);
        return Page<TBody>.Of(rest.Take(page.Read).ToArray(), page, toBody, idOf);
    }

    private static ProblemHttpResult Refusal(AccessOutcome outcome) => outcome switch
    {
        AccessOutcome.Invalid invalid => Problem.BadRequest(invalid.Message),
        AccessOutcome.NotFound missing => Problem.NotFound(missing.Message),
        AccessOutcome.Taken taken => Problem.Conflict(taken.Message),
        AccessOutcome.QuotaExceeded exceeded => Problem.QuotaExceeded(exceeded.Quota),
        AccessOutcome.Forbidden forbidden => Problem.Of(ProblemKind.Forbidden, forbidden.Message),
        _ => throw new InvalidOperationException($"Unexpected outcome {outcome}."),
    };
}

/// <param name="Role">viewer, competitor, operator, admin or node.</param>
/// <param name="Tenant">Whose; the caller's own without one.</param>
/// <param name="Agents">The only names under which a bot may play with it; none: any.</param>
/// <param name="ExpiresAt">Without one it is good until it is revoked.</param>
internal sealed record NewKeyBody(string? Role, string? Tenant, string? Label, IReadOnlyList<string>? Agents, DateTimeOffset? ExpiresAt);

/// <param name="Id">1 to 64 of a-z, 0-9 and hyphen.</param>
internal sealed record NewTenantBody(string? Id, string? Name);

/// <param name="Secret">What its holder shows; told in this answer and never again.</param>
internal sealed record MadeKeyBody(string Secret, KeyBody Key);

/// <summary>A key, without what its holder shows.</summary>
internal sealed record KeyBody(
    string Id, string Tenant, string Role, string Label, IReadOnlyList<string> Agents, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt)
{
    public static KeyBody Of(KeyEntry key) =>
        new(key.Id, key.Tenant, key.Role, key.Label, key.Agents, key.CreatedAt, key.ExpiresAt, key.RevokedAt);
}

/// <summary>Whose leagues, agents and keys there are.</summary>
internal sealed record TenantBody(string Id, string Name, DateTimeOffset CreatedAt, QuotasBody Quotas)
{
    public static TenantBody Of(TenantEntry tenant) => new(
        tenant.Id, tenant.Name, tenant.CreatedAt, new QuotasBody(tenant.Quotas.Leagues, tenant.Quotas.Matches, tenant.Quotas.Keys));
}

/// <summary>How much a tenant may have at once; null, or not named, is no limit.</summary>
/// <param name="Leagues">Leagues that have not ended.</param>
/// <param name="Matches">Matches of those that have no result yet.</param>
/// <param name="Keys">Keys that are good.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)] // a name that is misspelt would be a limit that is gone
internal sealed record QuotasBody(int? Leagues, int? Matches, int? Keys);
