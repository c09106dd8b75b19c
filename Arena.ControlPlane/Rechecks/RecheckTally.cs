using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Rechecks;

/// <summary>How many of a league's results were rechecked, and what came of it.</summary>
/// <param name="Disagreements">The first of them.</param>
/// <param name="NotDrawn">Agents whose matches need not go the same way twice.</param>
internal sealed record RecheckTally(
    int Drawn, int Agreed, int Disagreed, int Skipped, IReadOnlyList<RecheckFinding> Disagreements, IReadOnlyList<string> NotDrawn)
{
    /// <summary>Of a league that asks for no rechecks.</summary>
    public static RecheckTally None { get; } = new(0, 0, 0, 0, [], []);

    /// <summary>Results that another node has an answer to.</summary>
    public int Done => Agreed + Disagreed;
}
