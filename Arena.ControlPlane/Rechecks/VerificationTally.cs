using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Rechecks;

/// <summary>How many of a league's matches were played again, and what came of it.</summary>
/// <param name="Disagreements">The first of them.</param>
/// <param name="NotPlayedAgain">Agents whose matches need not go the same way twice.</param>
internal sealed record VerificationTally(
    int Drawn, int Agreed, int Disagreed, int Skipped, IReadOnlyList<Verification> Disagreements, IReadOnlyList<string> NotPlayedAgain);
