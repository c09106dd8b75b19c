namespace Arena.Backplane.Ledger;

/// <summary>
/// The hash chain over leagues and results. Whoever knows a head of it can tell later whether everything up to there is as it was.
/// </summary>
public interface IChain
{
    /// <summary>Where the chain ends now; null when somebody removed that from the store.</summary>
    Task<ChainHead?> HeadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Whether the chain, as its hashes are stored, has or had this head: one look at the entry there. That the entries still have these
    /// hashes, an audit finds.
    /// </summary>
    Task<bool> HasAsync(ChainHead head, CancellationToken cancellationToken);

    /// <summary>
    /// The whole chain as of one moment, with every digest made anew from what is stored, whether or not it can be understood.
    /// </summary>
    Task<ChainReading> ReadAsync(CancellationToken cancellationToken);
}
