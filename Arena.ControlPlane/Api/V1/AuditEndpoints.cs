using System.ComponentModel;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Api.Paging;
using Arena.ControlPlane.Api.Problems;
using Arena.ControlPlane.Audit;
using Arena.ServiceDefaults.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Arena.ControlPlane.Api.V1;

/// <summary>Who changed what.</summary>
internal static class AuditEndpoints
{
    public static void MapAuditEndpoints(this RouteGroupBuilder v1) =>
        v1.MapGet("/audit", ListAsync).WithTags("Audit")
            .WithOperation("listAudit", "Every change that somebody made, the newest first", 400, 403);

    private static async Task<Results<Ok<Page<AuditBody>>, ProblemHttpResult>> ListAsync(
        [AsParameters] PageQuery page, [FromQuery, Description("Only changes of this, such as league/ID.")] string? subject,
        [FromQuery, Description(AuditReader.TenantWanted)] string? tenant, HttpContext context, AuditReader reader,
        CancellationToken cancellationToken)
    {
        if (page.Check(first: long.MaxValue, out var before) is { } fault)
            return fault;
        var query = new AuditQuery(page.Read) { Subject = subject, Before = before, Tenant = tenant };
        if (AuditReader.FaultOf(query) is { } wrong)
            return Problem.BadRequest(wrong);
        var caller = Caller.Of(context);
        if (await reader.ReadAsync(caller, query, cancellationToken) is not { } read)
            return Problem.Of(ProblemKind.Forbidden, caller.ForeignTenant);
        return TypedResults.Ok(Page<AuditBody>.Of(read, page, AuditBody.Of, record => record.Sequence));
    }
}
