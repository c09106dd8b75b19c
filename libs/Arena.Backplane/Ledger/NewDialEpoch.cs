using Arena.Core.Dials;

namespace Arena.Backplane.Ledger;

/// <summary>What somebody wants the dials to be.</summary>
/// <param name="What">What is done, as the audit trail says it: <see cref="Set"/> or <see cref="Rollback"/>.</param>
/// <param name="Before">What they are in the epoch that is the newest.</param>
/// <param name="After">What they are to be in the next.</param>
public sealed record NewDialEpoch(string What, DialValues Before, DialValues After)
{
    /// <summary>A dial is given another value.</summary>
    public const string Set = "set";

    /// <summary>All dials are what they were in an earlier epoch.</summary>
    public const string Rollback = "rollback";
}
