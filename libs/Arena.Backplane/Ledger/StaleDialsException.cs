namespace Arena.Backplane.Ledger;

/// <summary>A change was refused, and nothing of it done: the dials have another epoch than the one that was read.</summary>
/// <param name="current">The newest epoch.</param>
/// <param name="wanted">The epoch that was shown.</param>
public sealed class StaleDialsException(long current, long wanted) : Exception($"The dials have epoch {current} by now, not {wanted}.")
{
    /// <summary>The newest epoch; 0 when nobody has changed a dial.</summary>
    public long Current => current;
}
