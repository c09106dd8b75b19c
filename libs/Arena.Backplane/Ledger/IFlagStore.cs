namespace Arena.Backplane.Ledger;

/// <summary>
/// Flags, every version of them. Each change is one transaction with its entry in the audit trail, and is told to whoever listens.
/// </summary>
public interface IFlagStore
{
    /// <summary>
    /// Adds a version. What is so already adds nothing, and stays with whoever made it so. Returns the flag as it is now.
    /// </summary>
    /// <param name="flag">What it is to be.</param>
    /// <param name="version">Only if this is the newest, 0 for a flag that has none; null for whatever it is.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="KeyNotFoundException">There is no such tenant; nothing is added.</exception>
    /// <exception cref="StaleFlagException">It has another version; nothing is added.</exception>
    Task<FlagEntry> SetAsync(NewFlag flag, long? version, Requester by, CancellationToken cancellationToken);

    /// <summary>The newest version of every flag of every tenant, by tenant and name.</summary>
    Task<IReadOnlyList<FlagEntry>> ListAsync(CancellationToken cancellationToken);

    /// <summary>A flag's versions, the newest first.</summary>
    /// <param name="tenant">Whose it is.</param>
    /// <param name="name">The flag.</param>
    /// <param name="before">Only versions smaller than this; null for the newest.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task<IReadOnlyList<FlagEntry>> HistoryAsync(string tenant, string name, long? before, int limit, CancellationToken cancellationToken);
}
