namespace Arena.Backplane.Ledger;

/// <summary>A write was refused, and nothing of it done: somebody else owns the scope by now.</summary>
/// <param name="grant">What was shown.</param>
public sealed class StaleGrantException(Grant grant)
    : Exception($"Replica '{grant.Replica}' does not own '{grant.Scope}' with epoch {grant.Epoch} any more.")
{
    /// <summary>What was shown.</summary>
    public Grant Grant => grant;
}
