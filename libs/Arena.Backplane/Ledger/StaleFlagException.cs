namespace Arena.Backplane.Ledger;

/// <summary>A change was refused, and nothing of it done: the flag has another version than the one that was read.</summary>
/// <param name="name">The flag.</param>
/// <param name="current">Its version; 0 when it has none.</param>
/// <param name="wanted">The version that was shown.</param>
public sealed class StaleFlagException(string name, long current, long wanted)
    : Exception($"Flag '{name}' has version {current} by now, not {wanted}.")
{
    /// <summary>The flag's version; 0 when it has none.</summary>
    public long Current => current;
}
