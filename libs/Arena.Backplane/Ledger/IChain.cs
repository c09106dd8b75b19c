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

    /// <summary>Entries of the chain as of one moment, with every digest made anew.</summary>
    /// <param name="from">The first one's position among leagues and results, from 0.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task<ChainTail> ReadAsync(long from, long count, CancellationToken cancellationToken);

    /// <summary>A match's result and its league as they stand in the chain; null while it has none.</summary>
    /// <exception cref="InvalidDataException">Somebody altered one of them in the store, and it is none any more.</exception>
    Task<ChainedMatch?> FindAsync(string leagueId, int index, CancellationToken cancellationToken);

    /// <summary>
    /// The whole chain as of one moment, with every digest made anew from what is stored, whether or not it can be understood.
    /// </summary>
    Task<ChainReading> ReadAsync(CancellationToken cancellationToken);
}
