using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Leagues;

/// <summary>Something that happened to a league, for those who watch.</summary>
/// <param name="Id">Rises in the order in which things happened; the same at every replica.</param>
/// <param name="Match">Of a recorded result; null otherwise, and where somebody has altered it.</param>
public sealed record LeagueEvent(long Id, LedgerEventKind Kind, string LeagueId, EventMatch? Match)
{
    /// <summary>Whether nothing more happens to the league.</summary>
    public bool EndsLeague => Kind is LedgerEventKind.LeagueCompleted or LedgerEventKind.LeagueStopped;

    /// <summary>As it goes over the wire: whoever writes it first leaves it to all others.</summary>
    public byte[]? Frame { get; set; }

    public static LeagueEvent Of(LedgerEvent happened) => new(
        happened.Id, happened.Kind, happened.LeagueId,
        happened.Result is { Fault: null } recorded
            ? new EventMatch(recorded.Result.Index, recorded.Sequence, [.. recorded.Result.Match.Scores], recorded.Result.Node)
            : null);
}

/// <summary>A match that has its result.</summary>
public sealed record EventMatch(int Index, long Sequence, IReadOnlyList<double> Scores, string Node);
