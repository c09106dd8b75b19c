using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Leagues;

/// <summary>How far a league has come.</summary>
/// <param name="Played">Matches with a result.</param>
/// <param name="Forfeited">How many of those were forfeited.</param>
public sealed record LeagueProgress(LeagueEntry Entry, int Played, int Forfeited)
{
    /// <summary>Of a league that has ended.</summary>
    public static LeagueProgress OfEnded(LeagueEntry entry) =>
        new(entry, entry.Phase == LeaguePhase.Stopped ? entry.PlayedWhenStopped : entry.Matches, entry.Forfeited);
}
