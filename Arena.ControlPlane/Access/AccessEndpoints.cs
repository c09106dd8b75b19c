using Arena.Backplane.Ledger;
using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Access;

/// <summary>Keys and tenants over HTTP, under <c>/v1/keys</c> and <c>/v1/tenants</c>.</summary>
internal static class AccessEndpoints
{
    public static void MapAccess(this WebApplication app)
    {
        app.MapGrpcService<AccessGrpcService>();
        app.MapPost("/v1/keys", CreateKeyAsync);
        app.MapGet("/v1/keys", ListKeysAsync);
        app.MapDelete("/v1/keys/{id}", RevokeKeyAsync);
        app.MapPost("/v1/tenants", CreateTenantAsync);
        app.MapGet("/v1/tenants", async (ITenantStore tenants, CancellationToken cancellationToken) =>
            TypedResults.Ok((await tenants.ListAsync(cancellationToken)).Select(TenantBody.Of)));
    }

    private static async Task<IResult> CreateKeyAsync(
        NewKeyBody body, HttpContext context, AccessAdministration administration, CancellationToken cancellationToken)
    {
        var wanted = new NewKey(body.Role ?? "", body.Tenant, body.Label, body.Agents ?? [], body.ExpiresAt);
        return ToResult(await administration.CreateKeyAsync(Caller.Of(context), wanted, cancellationToken));
    }

    private static async Task<IResult> ListKeysAsync(
        HttpContext context, AccessAdministration administration, CancellationToken cancellationToken, string? tenant = null)
    {
        var caller = Caller.Of(context);
        var keys = await administration.ListKeysAsync(caller, tenant, cancellationToken);
        return keys is null ? ToResult(AccessOutcome.Forbidden.Of(caller)) : TypedResults.Ok(keys.Select(KeyBody.Of));
    }

    private static async Task<IResult> RevokeKeyAsync(
        string id, HttpContext context, AccessAdministration administration, CancellationToken cancellationToken, string? tenant = null) =>
        ToResult(await administration.RevokeKeyAsync(Caller.Of(context), tenant, id, cancellationToken));

    private static async Task<IResult> CreateTenantAsync(
        NewTenantBody body, HttpContext context, AccessAdministration administration, CancellationToken cancellationToken) =>
        ToResult(await administration.CreateTenantAsync(Caller.Of(context), body.Id ?? "", body.Name ?? "", cancellationToken));

    private static IResult ToResult(AccessOutcome outcome) => outcome switch
    {
        AccessOutcome.KeyMade made => TypedResults.Created($"/v1/keys/{made.Key.Id}", new MadeKeyBody(made.Shown, KeyBody.Of(made.Key))),
        AccessOutcome.KeyRevoked revoked => TypedResults.Ok(KeyBody.Of(revoked.Key)),
        AccessOutcome.TenantMade made => TypedResults.Created($"/v1/tenants/{made.Tenant.Id}", TenantBody.Of(made.Tenant)),
        AccessOutcome.Invalid invalid => Problem(StatusCodes.Status400BadRequest, invalid.Message),
        AccessOutcome.NotFound missing => Problem(StatusCodes.Status404NotFound, missing.Message),
        AccessOutcome.Taken taken => Problem(StatusCodes.Status409Conflict, taken.Message),
        AccessOutcome.Forbidden forbidden => Problem(StatusCodes.Status403Forbidden, forbidden.Message),
        _ => throw new InvalidOperationException($"Unexpected outcome {outcome}."),
    };

    private static IResult Problem(int status, string detail) => TypedResults.Problem(detail, statusCode: status);

    private sealed record NewKeyBody(
        string? Role, string? Tenant, string? Label, IReadOnlyList<string>? Agents, DateTimeOffset? ExpiresAt);

    private sealed record NewTenantBody(string? Id, string? Name);

    /// <summary>The secret is told in this answer and never again.</summary>
    private sealed record MadeKeyBody(string Secret, KeyBody Key);

    private sealed record KeyBody(
        string Id, string Tenant, string Role, string Label, IReadOnlyList<string> Agents, DateTimeOffset CreatedAt,
        DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt)
    {
        public static KeyBody Of(KeyEntry key) =>
            new(key.Id, key.Tenant, key.Role, key.Label, key.Agents, key.CreatedAt, key.ExpiresAt, key.RevokedAt);
    }

    private sealed record TenantBody(string Id, string Name, DateTimeOffset CreatedAt)
    {
        public static TenantBody Of(TenantEntry tenant) => new(tenant.Id, tenant.Name, tenant.CreatedAt);
    }
}
