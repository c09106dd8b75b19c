using Arena.Core.Records;

namespace Arena.Cli.Records;

/// <summary>A recorded match and what was found of it.</summary>
internal sealed record ReplayedMatch(MatchDocument Document, ReplayReport Report, LedgerComparison Ledger)
{
    /// <summary>Whether neither re-execution nor the ledger, where there is one, gives anything else.</summary>
    public bool IsTrue => Report.IsTrue && Ledger.Differences.Count == 0;
}
