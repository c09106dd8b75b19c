using Arena.Backplane.Ledger;
using Arena.Core.Leagues.Document;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Arena.ControlPlane.Api.Problems;

/// <summary>Answers that say what went wrong: what was found, what was wanted, what exists.</summary>
internal static class Problem
{
    public static ProblemHttpResult Of(ProblemKind kind, string detail, params (string Name, object? Value)[] extensions) =>
        TypedResults.Problem(
            detail, statusCode: kind.Status, title: kind.Title, type: kind.Type,
            extensions: extensions.Select(e => KeyValuePair.Create(e.Name, e.Value)));

    public static ProblemHttpResult BadRequest(string detail) => Of(ProblemKind.BadRequest, detail);

    public static ProblemHttpResult NotFound(string detail) => Of(ProblemKind.NotFound, detail);

    public static ProblemHttpResult InvalidLeague(string detail, IReadOnlyList<LeagueFault> faults) =>
        Of(ProblemKind.InvalidLeague, detail, ("faults", faults.Select(fault => new { fault.Path, fault.Message })));

    public static ProblemHttpResult QuotaExceeded(QuotaExceededException exceeded) => Of(
        ProblemKind.QuotaExceeded, exceeded.Message, ("quota", exceeded.Quota), ("found", exceeded.Found), ("wanted", exceeded.Wanted),
        ("allowed", exceeded.Allowed));

    public static ProblemHttpResult Conflict(string detail) => Of(ProblemKind.Conflict, detail);
}
