using Arena.Backplane.Ledger;
using Arena.Core.Leagues.Standings;

namespace Arena.ControlPlane.Leagues;

/// <summary>A league at one moment.</summary>
/// <param name="Stalled">Why no node plays it; empty when some do.</param>
/// <param name="Sprt">Where its sequential test stands; null when it has none.</param>
/// <param name="Nodes">Matches by the node that played them.</param>
/// <param name="Changed">Completes when the league has moved on from this.</param>
public sealed record LeagueSnapshot(
    LeagueProgress Progress, string Stalled, SprtReading? Sprt, IReadOnlyList<StandingRow> Rows,
    IReadOnlyList<KeyValuePair<string, int>> Nodes, Task Changed)
{
    public LeagueEntry Entry => Progress.Entry;
}
