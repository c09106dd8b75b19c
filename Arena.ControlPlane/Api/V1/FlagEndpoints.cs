using System.ComponentModel;
using Arena.ControlPlane.Api.Conditions;
using Arena.ControlPlane.Api.Paging;
using Arena.ControlPlane.Api.Problems;
using Arena.ControlPlane.Audit;
using Arena.ControlPlane.Experiments;
using Arena.ControlPlane.Flags;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Flags;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Arena.ControlPlane.Api.V1;

/// <summary>What is switched on, and for whom.</summary>
internal static class FlagEndpoints
{
    public static void MapFlagEndpoints(this RouteGroupBuilder v1)
    {
        var flags = v1.MapGroup("/flags").WithTags("Flags");
        flags.MapGet("", ListAsync).WithOperation("listFlags", "The system's flags and the tenant's own, by name", 400);
        flags.MapGet("/{name}", GetAsync).WithOperation("getFlag", "A flag", 404);
        flags.MapPut("/{name}", SetAsync).WithMetadata(new TakesIfMatch("flag"))
            .WithOperation("setFlag", "Makes a flag be so, everywhere and at once", 400, 403, 404, 409, 412, 413, 415);
        flags.MapGet("/{name}/history", HistoryAsync).WithOperation("listFlagHistory", "A flag's versions, the newest first", 400, 404);
        flags.MapGet("/{name}/evaluation", EvaluateAsync)
            .WithOperation("evaluateFlag", "Whether a flag is on for somebody, and in which variant", 400, 403, 404);
        flags.MapGet("/{name}/report", ReportAsync)
            .WithOperation("reportFlag", "How agents with each of its variants did against the others", 400, 404, 409);
    }

    public static async Task<Results<Ok<Page<FlagBody>>, ProblemHttpResult>> ListAsync(
        [AsParameters] PageQuery page, HttpContext context, FlagDirectory flags, CancellationToken cancellationToken)
    {
        if (page.Check(out string? after) is { } fault)
            return fault;
        var all = await flags.ListAsync(Caller.Of(context).Tenant, cancellationToken);
        var read = all.Where(flag => after is null || string.CompareOrdinal(flag.Name, after) > 0).Take(page.Read).ToArray();
        return TypedResults.Ok(Page<FlagBody>.Of(read, page, FlagBody.Of, flag => flag.Name));
    }

    private static async Task<Results<Ok<FlagBody>, ProblemHttpResult>> GetAsync(
        string name, HttpContext context, FlagDirectory flags, CancellationToken cancellationToken)
    {
        var tenant = Caller.Of(context).Tenant;
        return await flags.FindAsync(tenant, name, cancellationToken) is { } flag
            ? TypedResults.Ok(FlagBody.Of(flag))
            : Problem.NotFound(flags.NotFound(tenant, name));
    }

    private static async Task<Results<Ok<FlagBody>, ProblemHttpResult>> SetAsync(
        string name, FlagRules rules, [FromQuery, Description(Requesters.WhyWanted)] string? why, HttpContext context,
        FlagDirectory flags, FlagAdministration administration, CancellationToken cancellationToken)
    {
        if (VersionTag.ReadCondition(context.Request, "flag", out var version) is { } fault)
            return fault;
        var caller = Caller.Of(context);
        if (VersionTag.WantsAny(context.Request) && await flags.FindAsync(caller.Tenant, name, cancellationToken) is null)
            return Problem.Of(ProblemKind.PreconditionFailed, $"If-Match: found *, and there is no flag '{name}'.");
        if (VersionTag.WantsNone(context.Request))
            version = 0;
        var by = Requesters.Of(context, why);
        return await administration.SetAsync(caller, name, rules, version, by, cancellationToken) switch
        {
            FlagOutcome.Done done => TypedResults.Ok(FlagBody.Of(done.Flag)),
            FlagOutcome.Invalid invalid => Problem.BadRequest(invalid.Message),
            FlagOutcome.Stale stale => Problem.Of(ProblemKind.PreconditionFailed, stale.Message, ("version", stale.Version)),
            FlagOutcome.Forbidden forbidden => Problem.Of(ProblemKind.Forbidden, forbidden.Message),
            FlagOutcome.NotThere missing => Problem.Of(ProblemKind.NotThereYet, missing.Message),
            FlagOutcome.Refused refused => Problem.Conflict(refused.Message),
            var other => throw new InvalidOperationException($"Unexpected outcome {other}."),
        };
    }

    private static async Task<Results<Ok<Page<FlagBody>>, ProblemHttpResult>> HistoryAsync(
        string name, [AsParameters] PageQuery page, HttpContext context, FlagDirectory flags, FlagAdministration administration,
        CancellationToken cancellationToken)
    {
        if (page.Check(first: long.MaxValue, out var before) is { } fault)
            return fault;
        var tenant = Caller.Of(context).Tenant;
        if (await flags.FindAsync(tenant, name, cancellationToken) is null)
            return Problem.NotFound(flags.NotFound(tenant, name));
        var read = await administration.HistoryAsync(tenant, name, before, page.Read, cancellationToken);
        return TypedResults.Ok(Page<FlagBody>.Of(
            read, page, version => FlagBody.Of(FlagView.Of(version)), version => version.Version.ToString(null, null)));
    }

    private static async Task<Results<Ok<FlagEvaluationBody>, ProblemHttpResult>> EvaluateAsync(
        string name, [FromQuery, Description("For whom: agent/NAME, league/ID, node/NAME or tenant/ID.")] string subject,
        [FromQuery(Name = "group"), Description("To what that belongs, as league/ID. May be repeated.")] string[]? groups,
        HttpContext context, FlagDirectory flags, FlagGate gate, CancellationToken cancellationToken)
    {
        groups ??= [];
        var caller = Caller.Of(context);
        if (FlagQuestion.FaultOf(subject, groups) is { } fault)
            return Problem.BadRequest(fault);
        if (FlagQuestion.RefusalOf(caller, subject, groups) is { } refusal)
            return Problem.Of(ProblemKind.Forbidden, refusal);
        if (await flags.FindAsync(caller.Tenant, name, cancellationToken) is null)
            return Problem.NotFound(flags.NotFound(caller.Tenant, name));
        var answer = await gate.AskAsync(caller.Tenant, name, FlagQuestion.Of(caller, subject, groups), cancellationToken);
        return TypedResults.Ok(new FlagEvaluationBody(answer.IsOn, answer.Variant));
    }

    private static async Task<Results<Ok<FlagReportBody>, ProblemHttpResult>> ReportAsync(
        string name,
        [FromQuery, Description("Only this league's matches. Default: those of all since the flag is as it is.")] string? league,
        HttpContext context, FlagReporter reporter, CancellationToken cancellationToken) =>
        await reporter.ReportAsync(Caller.Of(context).Tenant, name, league, cancellationToken) switch
        {
            ReportOutcome.Made made => TypedResults.Ok(FlagReportBody.Of(made.Report)),
            ReportOutcome.NotFound missing => Problem.NotFound(missing.Message),
            ReportOutcome.Refused refused => Problem.Conflict(refused.Message),
            var other => throw new InvalidOperationException($"Unexpected outcome {other}."),
        };
}
