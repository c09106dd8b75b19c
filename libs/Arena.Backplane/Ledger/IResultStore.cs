namespace Arena.Backplane.Ledger;

/// <summary>
/// The results, each an entry of the chain; see <see cref="IChain"/>. One result per task, and none is ever changed.
/// </summary>
public interface IResultStore
{
    /// <summary>
    /// Records results. Each one closes its task, joins the chain and enters the outbox, all or nothing, as if they came one by one in
    /// this order; one that cannot be recorded changes nothing for the others. The call returns when all of them are durable. Outcomes
    /// are in the order of <paramref name="results"/>.
    /// </summary>
    Task<IReadOnlyList<RecordOutcome>> RecordAsync(IReadOnlyList<NewResult> results, CancellationToken cancellationToken);

    /// <summary>
    /// A league's results in chain order, without their evidence (seal, move times, agent hashes, epoch, evaluations), which
    /// <see cref="FindAsync"/> has; none when there is no such league. One that was altered has a <see cref="LedgerResult.Fault"/>.
    /// </summary>
    IAsyncEnumerable<LedgerResult> ReadAsync(string leagueId, CancellationToken cancellationToken);

    /// <summary>
    /// As <see cref="ReadAsync(string, CancellationToken)"/>, part by part: at most <paramref name="max"/> with a greater sequence.
    /// </summary>
    Task<IReadOnlyList<LedgerResult>> ReadAsync(string leagueId, long after, int max, CancellationToken cancellationToken);

    /// <summary>
    /// The matches of a league that were played in one epoch of the dials, by index; those without evidence are not among them.
    /// </summary>
    Task<IReadOnlyList<int>> PlayedInAsync(string leagueId, long epoch, CancellationToken cancellationToken);

    /// <summary>The result of one match of a league with its evidence, and who sat where; null while there is none.</summary>
    /// <exception cref="InvalidDataException">Somebody altered it in the store, and it is no result any more.</exception>
    Task<RecordedMatch?> FindAsync(string leagueId, int index, CancellationToken cancellationToken);
}
