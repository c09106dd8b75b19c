using System.ComponentModel;
using Arena.ControlPlane.Api.Conditions;
using Arena.ControlPlane.Api.Paging;
using Arena.ControlPlane.Api.Problems;
using Arena.ControlPlane.Audit;
using Arena.ControlPlane.Dials;
using Arena.ControlPlane.Experiments;
using Arena.Core.Dials;
using Arena.ServiceDefaults.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Arena.ControlPlane.Api.V1;

/// <summary>Numbers that are changed while everything runs.</summary>
internal static class DialEndpoints
{
    public static void MapDialEndpoints(this RouteGroupBuilder v1)
    {
        var dials = v1.MapGroup("/dials").WithTags("Dials");
        dials.MapGet("", ListAsync).WithOperation("listDials", "All dials as they are now, by name", 400);
        dials.MapGet("/{name}", GetAsync).WithOperation("getDial", "A dial", 404);
        dials.MapPut("/{name}", SetAsync).WithMetadata(new TakesIfMatch("dial"))
            .WithOperation("setDial", "Gives a dial another value, everywhere: the next epoch", 400, 404, 409, 412, 413, 415);
        dials.MapGet("/history", HistoryAsync).WithOperation("listDialHistory", "Epochs, the newest first, down to epoch 0", 400);
        dials.MapPost("/rollback", RollbackAsync).WithMetadata(new TakesIfMatch("dial")).WithOperation(
            "rollbackDials", "Makes all dials what they were in an earlier epoch: the next epoch", 400, 404, 409, 412, 413, 415, 422);
        dials.MapGet("/epochs/{number}/effect", EffectAsync)
            .WithOperation("getDialEffect", "How a league's agents did in an epoch and in the one before", 400, 404, 409);
    }

    public static Results<Ok<Page<DialBody>>, ProblemHttpResult> ListAsync([AsParameters] PageQuery page, DialDirectory dials)
    {
        if (page.Check(out string? after) is { } fault)
            return fault;
        var epoch = dials.Current;
        var read = KnownDials.All.Where(dial => after is null || string.CompareOrdinal(dial.Name, after) > 0).Take(page.Read).ToArray();
        return TypedResults.Ok(Page<DialBody>.Of(read, page, dial => DialBody.Of(dial, epoch), dial => dial.Name));
    }

    private static Results<Ok<DialBody>, ProblemHttpResult> GetAsync(string name, DialDirectory dials) =>
        KnownDials.Find(name) is { } dial
            ? TypedResults.Ok(DialBody.Of(dial, dials.Current))
            : Problem.NotFound(KnownDials.NotFound(name));

    private static async Task<Results<Ok<DialBody>, ProblemHttpResult>> SetAsync(
        string name, DialChange change, HttpContext context, DialAdministration administration, CancellationToken cancellationToken)
    {
        if (VersionTag.ReadCondition(context.Request, "dial", out var epoch) is { } fault)
            return fault;
        var by = Requesters.Of(context, change.Reason);
        return await administration.SetAsync(name, change.Value, epoch, by, cancellationToken) switch
        {
            DialOutcome.Done done => TypedResults.Ok(DialBody.Of(KnownDials.Find(name)!, done.Epoch)),
            var refused => ProblemOf(refused),
        };
    }

    private static async Task<Results<Ok<DialEpochBody>, ProblemHttpResult>> RollbackAsync(
        DialReturn wanted, HttpContext context, DialAdministration administration, CancellationToken cancellationToken)
    {
        if (VersionTag.ReadCondition(context.Request, "dial", out var epoch) is { } fault)
            return fault;
        var by = Requesters.Of(context, wanted.Reason);
        return await administration.RollbackAsync(wanted.Epoch, epoch, by, cancellationToken) switch
        {
            DialOutcome.Done done => TypedResults.Ok(DialEpochBody.Of(done.Epoch, Caller.Of(context))),
            var refused => ProblemOf(refused),
        };
    }

    private static async Task<Results<Ok<Page<DialEpochBody>>, ProblemHttpResult>> HistoryAsync(
        [AsParameters] PageQuery page, HttpContext context, DialAdministration administration, CancellationToken cancellationToken)
    {
        if (page.Check(first: long.MaxValue, out var before) is { } fault)
            return fault;
        var read = await administration.HistoryAsync(before, page.Read, cancellationToken);
        var caller = Caller.Of(context);
        return TypedResults.Ok(Page<DialEpochBody>.Of(read, page, epoch => DialEpochBody.Of(epoch, caller), epoch => epoch.Number));
    }

    private static async Task<Results<Ok<DialEffectBody>, ProblemHttpResult>> EffectAsync(
        long number, [FromQuery, Description("The league whose matches are compared.")] string league, HttpContext context,
        DialEffects effects, CancellationToken cancellationToken) =>
        await effects.ReportAsync(number, league, cancellationToken) switch
        {
            EffectOutcome.Made made => TypedResults.Ok(DialEffectBody.Of(made.Effect, Caller.Of(context))),
            EffectOutcome.NotFound missing => Problem.NotFound(missing.Message),
            EffectOutcome.Refused refused => Problem.Conflict(refused.Message),
            var other => throw new InvalidOperationException($"Unexpected outcome {other}."),
        };

    private static ProblemHttpResult ProblemOf(DialOutcome outcome) => outcome switch
    {
        DialOutcome.NotFound missing => Problem.NotFound(missing.Message),
        DialOutcome.Invalid invalid => Problem.BadRequest(invalid.Message),
        DialOutcome.TooFast fast => Problem.Of(ProblemKind.TooFast, fast.Message),
        DialOutcome.Refused refused => Problem.Conflict(refused.Message),
        DialOutcome.Stale stale => Problem.Of(ProblemKind.PreconditionFailed, stale.Message, ("epoch", stale.Epoch)),
        var other => throw new InvalidOperationException($"Unexpected outcome {other}."),
    };
}
