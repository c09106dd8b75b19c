using Arena.Backplane.Ledger;
using Arena.ControlPlane.Rechecks;
using Arena.Core.Leagues;

namespace Arena.ControlPlane.Leagues;

/// <summary>A league at one moment.</summary>
/// <param name="Nodes">Matches by the node that played them.</param>
/// <param name="Changed">Completes when the league has moved on from this.</param>
internal sealed record LeagueSnapshot(
    LeagueEntry Entry,
    int Played,
    int Forfeited,
    IReadOnlyList<StandingRow> Rows,
    IReadOnlyList<KeyValuePair<string, int>> Nodes,
    VerificationTally Verification,
    Task Changed);
