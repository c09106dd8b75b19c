namespace Arena.Backplane.Ledger;

/// <summary>A change was refused, and nothing of it done: somebody else has changed the league since its version was read.</summary>
/// <param name="entry">The league as it is now.</param>
/// <param name="wanted">The version that was shown.</param>
public sealed class StaleVersionException(LeagueEntry entry, long wanted)
    : Exception($"League '{entry.Id}' has version {entry.Version} by now, not {wanted}.")
{
    /// <summary>The league as it is now.</summary>
    public LeagueEntry Entry => entry;
}
