using Arena.Backplane.Ledger;
using Arena.ControlPlane.Rechecks;

namespace Arena.ControlPlane.Api.V1;

/// <summary>Whether other nodes have played a match again.</summary>
/// <param name="Drawn">Whether the ledger has drawn it.</param>
/// <param name="Closed">Whether nobody is asked any more.</param>
/// <param name="Findings">In the order in which they were heard.</param>
internal sealed record MatchRecheckBody(bool Drawn, bool Closed, IReadOnlyList<FindingBody> Findings)
{
    public static MatchRecheckBody Of(MatchRecheck recheck) => new(
        recheck.IsDrawn, recheck.IsClosed,
        [
            .. recheck.Findings.Select(f => new FindingBody(f.Node.Length == 0 ? null : f.Node, f.Outcome, f.Reason, f.RecordedAt)),
        ]);
}

/// <summary>What a node says of a match that another has played.</summary>
/// <param name="Node">Null when none could play it.</param>
/// <param name="Reason">What differs, or why it was not played again.</param>
internal sealed record FindingBody(string? Node, RecheckOutcome Outcome, string? Reason, DateTimeOffset RecordedAt);
