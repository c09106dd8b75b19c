using Arena.Backplane.Ledger;
using Arena.ControlPlane.Api;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Web.Live;
using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Web.Work;

/// <summary>A task as it is shown.</summary>
/// <param name="League">Its league's id.</param>
/// <param name="Index">The match's number in the league.</param>
/// <param name="Agents">Who plays, by seat.</param>
/// <param name="Node">Who has it; null when nobody does, or nobody that is known here.</param>
/// <param name="Attempt">How often it was handed out.</param>
public sealed record TaskLine(string League, int Index, string Agents, string? Node, int Attempt);

/// <summary>What of a league is to be played, as the ledger's tasks say.</summary>
/// <param name="Id">The league's, as its tenant has it.</param>
/// <param name="Open">Matches that are paired and have no result: those that wait and those that nodes hold.</param>
/// <param name="InPlay">Those that nodes hold, in the order of the schedule; at most as many as are read.</param>
/// <param name="Next">The first of those that wait.</param>
/// <param name="IsCut">Whether more are held than are read.</param>
internal sealed record LeagueWork(
    string Id, LeagueSnapshot League, int Open, IReadOnlyList<TaskLine> InPlay, IReadOnlyList<TaskLine> Next, bool IsCut)
{
    /// <summary>How many wait; null where that is not known, because not all that are held were read.</summary>
    public int? Waiting => IsCut ? null : Math.Max(0, Open - InPlay.Count);

    /// <summary>Of those that nodes hold, how many another had before.</summary>
    public int Again => InPlay.Count(task => task.Attempt > 1);
}

/// <summary>Reads what waits and what is being played of the leagues of whoever asks.</summary>
internal sealed class QueuedWork(OwnLeagues leagues, ITaskStore tasks, NodeDirectory nodes, PageChanges changes)
{
    /// <summary>So many leagues are shown, the newest.</summary>
    public const int Shown = 20;

    private const int MostInPlay = 1_000;
    private const int MostNext = 5;

    public async Task<IReadOnlyList<LeagueWork>> ReadAsync(CancellationToken cancellationToken)
    {
        var work = new List<LeagueWork>();
        foreach (var (entry, _, _) in leagues.List().Where(league => !league.Entry.HasEnded).Take(Shown))
        {
            if (await leagues.FindAsync(TenantName.Plain(entry.Id), cancellationToken) is not { } league)
                continue;
            var snapshot = await league.SnapshotAsync(cancellationToken);
            changes.With(snapshot.Changed);
            var held = await ListAsync(league, TaskPhase.Assigned, MostInPlay, cancellationToken);
            var next = await ListAsync(league, TaskPhase.Pending, MostNext, cancellationToken);
            work.Add(new LeagueWork(TenantName.Plain(league.Id), snapshot, league.Open, held, next, held.Count == MostInPlay));
        }

        return work;
    }

    private async Task<IReadOnlyList<TaskLine>> ListAsync(
        LeagueState league, TaskPhase phase, int max, CancellationToken cancellationToken) =>
        [.. (await tasks.ListAsync(league.Id, phase, after: -1, max, cancellationToken))
            .Select(task => Line(TenantName.Plain(league.Id), NamedTask.Of(task, league, nodes)))];

    private static TaskLine Line(string league, NamedTask task) =>
        new(league, task.Entry.Task.Index, string.Join(" – ", task.Agents), task.Node, task.Entry.Attempt);
}
