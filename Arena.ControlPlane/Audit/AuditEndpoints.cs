using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Audit;

/// <summary>The audit trail over HTTP, as JSON under <c>/v1/audit</c>, the newest first.</summary>
internal static class AuditEndpoints
{
    public static void MapAuditEndpoints(this IEndpointRouteBuilder app) => app.MapGet("/v1/audit", ListAsync);

    private static async Task<IResult> ListAsync(
        AuditReader reader, string? subject, long? before, int? limit, CancellationToken cancellationToken)
    {
        var query = new AuditQuery(limit ?? AuditReader.DefaultLimit) { Subject = subject, Before = before };
        if (AuditReader.FaultOf(query) is { } fault)
            return Results.Problem(fault, statusCode: StatusCodes.Status400BadRequest);
        var records = await reader.ReadAsync(query, cancellationToken);
        return Results.Ok(records.Select(AuditBody.Of));
    }
}
