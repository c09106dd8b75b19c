using Arena.Backplane.Ledger;
using Arena.Core.Proofs;

namespace Arena.ControlPlane.Proofs;

/// <summary>Finds checkpoints and makes proofs of them, for whoever asks.</summary>
internal sealed class Prover(CheckpointLoop loop, TreeReader tree, IChain chain, ICheckpointStore store)
{
    /// <summary>The newest checkpoint; where there is none yet, or <paramref name="fresh"/> is wanted, one is made.</summary>
    public async Task<StoredCheckpoint> NewestAsync(bool fresh, CancellationToken cancellationToken)
    {
        var last = fresh ? null : await store.LastAsync(cancellationToken);
        return last ?? await loop.FreshAsync(cancellationToken);
    }

    /// <summary>The first checkpoint of so many entries.</summary>
    public async Task<ProofOutcome<StoredCheckpoint>> FindAsync(long size, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(size, cancellationToken) is { } found)
            return new ProofOutcome<StoredCheckpoint>.Made(found);
        return new ProofOutcome<StoredCheckpoint>.NotFound(NoneOf(size, await SignedAsync(cancellationToken)));
    }

    /// <summary>That a result is in the log.</summary>
    /// <param name="leagueId">As the ledger has it.</param>
    /// <param name="name">As the caller calls it.</param>
    /// <param name="index">The match's number in the league, from 0.</param>
    /// <param name="size">For a checkpoint of so many entries; 0 for the newest that has the match.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<ProofOutcome<ProvedMatch>> ProveMatchAsync(
        string leagueId, string name, int index, long size, CancellationToken cancellationToken)
    {
        // No league's id has control characters, and a store may not take them.
        var match = name.Any(char.IsControl) ? null : await chain.FindAsync(leagueId, index, cancellationToken);
        if (match is null)
            return new ProofOutcome<ProvedMatch>.NotFound($"The ledger has no result of match {index} of a league '{name}'.");
        if (size == 0)
        {
            var newest = await store.LastAsync(cancellationToken) is { } last && last.Size > match.Entry
                ? last
                : await loop.FreshAsync(cancellationToken);
            return await ProveAsync(match, newest, newest.Size, cancellationToken);
        }

        if (await SizeFaultAsync(size, cancellationToken) is { } fault)
            return new ProofOutcome<ProvedMatch>.Invalid(fault);
        if (match.Entry >= size)
        {
            return new ProofOutcome<ProvedMatch>.TooEarly(
                $"The match is entry {match.Entry} of the log, and the checkpoint is of {size} entries: it came later. "
                + "Take a newer checkpoint.");
        }

        return await ProveAsync(match, await store.FindAsync(size, cancellationToken), size, cancellationToken);
    }

    /// <summary>The hashes that show that the log of one size begins with all that it had at a smaller one.</summary>
    public async Task<ProofOutcome<IReadOnlyList<byte[]>>> ProveConsistencyAsync(long from, long to, CancellationToken cancellationToken)
    {
        if (from < 0 || from > to)
        {
            return new ProofOutcome<IReadOnlyList<byte[]>>.Invalid(
                $"from is {from} and to {to}; wanted two sizes, the smaller one first.");
        }

        if (await SizeFaultAsync(to, cancellationToken) is { } fault)
            return new ProofOutcome<IReadOnlyList<byte[]>>.Invalid(fault);
        return new ProofOutcome<IReadOnlyList<byte[]>>.Made(
            await tree.JoinAsync(ConsistencyProof.PartsOf(from, to), cancellationToken));
    }

    private async Task<ProofOutcome<ProvedMatch>> ProveAsync(
        ChainedMatch match, StoredCheckpoint? checkpoint, long size, CancellationToken cancellationToken) =>
        new ProofOutcome<ProvedMatch>.Made(new ProvedMatch(
            checkpoint, size, match,
            await tree.JoinAsync(InclusionProof.PartsOf(match.LeagueEntry, size), cancellationToken),
            await tree.JoinAsync(InclusionProof.PartsOf(match.Entry, size), cancellationToken)));

    // The log of any size up to the newest checkpoint's can be proved, whoever has a checkpoint of it.
    private async Task<string?> SizeFaultAsync(long size, CancellationToken cancellationToken)
    {
        var signed = await SignedAsync(cancellationToken);
        return size < 1 || size > signed ? NoneOf(size, signed) : null;
    }

    private async Task<long> SignedAsync(CancellationToken cancellationToken) => (await store.LastAsync(cancellationToken))?.Size ?? 0;

    private static string NoneOf(long size, long signed) =>
        $"There is no checkpoint of {size} entries: the newest of this ledger is of {signed}.";
}
