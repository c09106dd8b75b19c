using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Leagues;

internal static class PhaseWord
{
    /// <summary>A phase as people read it: <c>running</c>, <c>paused</c>, <c>completed</c> or <c>stopped</c>.</summary>
    public static string Of(LeaguePhase phase) => phase.ToString().ToLowerInvariant();
}
