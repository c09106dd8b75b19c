namespace Arena.Backplane.Ledger;

/// <summary>
/// The keys by which what browsers are given to keep is sealed (ASP.NET's data protection keys): all replicas have the same, so that a
/// cookie of one is good at the others.
/// </summary>
public interface IProtectionKeyStore
{
    /// <summary>
    /// Adds a key, if the newest is older than that: of several replicas that find at the same time that a new one is due, one adds it.
    /// </summary>
    /// <param name="document">The key as XML, as its maker wants to read it again.</param>
    /// <param name="apart">How much later than the newest it has to come, by the store's clock; negative: it is added anyway.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Whether it was added. If not, there is one that is as new.</returns>
    Task<bool> TryAddAsync(string document, TimeSpan apart, CancellationToken cancellationToken);

    /// <summary>All that were ever added, the oldest first.</summary>
    Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken);
}
