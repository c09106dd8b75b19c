using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Google.Protobuf.WellKnownTypes;
using MatchRecheck = Arena.ControlPlane.Rechecks.MatchRecheck;

namespace Arena.ControlPlane.Api;

/// <summary>Tasks and what was found of matches, from domain to wire.</summary>
internal static class TaskMessages
{
    public static LeagueTask ToMessage(NamedTask task) => new()
    {
        Id = task.Entry.Id,
        Index = task.Entry.Task.Index,
        State = (LeagueTaskState)(task.Entry.Phase + 1), // the wire has the same, after an unspecified one
        Agents = { task.Agents },
        Seed = task.Entry.Task.Seed,
        Node = task.Node ?? "",
        Attempt = task.Entry.Attempt,
    };

    /// <summary>Null for any.</summary>
    public static TaskPhase? ToPhase(LeagueTaskState state) =>
        state == LeagueTaskState.Unspecified ? null : (TaskPhase)(state - 1);

    public static Contracts.V1.MatchRecheck ToMessage(MatchRecheck recheck) => new()
    {
        Drawn = recheck.IsDrawn,
        Closed = recheck.IsClosed,
        Findings =
        {
            recheck.Findings.Select(f => new MatchRecheckFinding
            {
                Node = f.Node,
                Outcome = (MatchRecheckOutcome)f.Outcome, // the same numbers
                Reason = f.Reason ?? "",
                RecordedAt = Timestamp.FromDateTimeOffset(f.RecordedAt),
            }),
        },
    };
}
