using Arena.Backplane.Ledger;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Formats;

namespace Arena.ControlPlane.Leagues;

/// <summary>Matches as tasks of the ledger.</summary>
internal static class LeagueTasks
{
    public static NewTask Of(ScheduledMatch match) => new(match.Index, [match.First, match.Second], match.Seed.Value);

    /// <summary>Those of the first round; those after it are added as they are paired.</summary>
    public static IEnumerable<NewTask> OfFirstRound(Schedule schedule) =>
        Enumerable.Range(0, schedule.Known).Select(i => Of(schedule.At(i)));
}
