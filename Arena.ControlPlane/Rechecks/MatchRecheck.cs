using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Rechecks;

/// <summary>What is known of the recheck of a match.</summary>
/// <param name="IsDrawn">Whether the ledger's hash has drawn it.</param>
/// <param name="IsClosed">Whether nobody is asked about it any more.</param>
/// <param name="Findings">In the order in which they were heard.</param>
internal sealed record MatchRecheck(bool IsDrawn, bool IsClosed, IReadOnlyList<RecheckFinding> Findings);
