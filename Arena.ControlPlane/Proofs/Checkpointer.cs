using Arena.Backplane.Ledger;
using Arena.Core.Proofs;

namespace Arena.ControlPlane.Proofs;

/// <summary>
/// Makes the next checkpoint. It reads what came since the last one, and nothing before it but the tree's right edge: every new entry has
/// to follow from the hash chain, and the tree that it grows on has to be the one of the last checkpoint.
/// </summary>
internal sealed class Checkpointer(IChain chain, IAuditTrail trail, ICheckpointStore store, SigningKeys keys)
{
    /// <summary>The newest checkpoint, made now if the ledger has grown.</summary>
    /// <exception cref="InvalidDataException">The ledger does not extend the last one: somebody altered it.</exception>
    /// <exception cref="StaleGrantException">Somebody else makes checkpoints by now.</exception>
    public async Task<StoredCheckpoint> MakeAsync(Grant grant, CancellationToken cancellationToken)
    {
        var last = await store.LastAsync(cancellationToken);
        var (note, before) = last is null ? (null, null) : Read(last);
        if (last is not null && IsOf(before!, await chain.HeadAsync(cancellationToken), await trail.HeadAsync(cancellationToken)))
            return last;

        var from = TreeReader.TileOf(before?.Size ?? 0);
        await using var tail = await chain.ReadAsync(from, long.MaxValue, cancellationToken);
        if (tail.Head is not { } head || tail.AuditHead is not { } audit)
            throw new InvalidDataException("the ledger does not say where its chain or its audit trail ends");

        var growth = new LogGrowth(await EdgeAsync(from, cancellationToken), before);
        await foreach (var link in tail.Links.WithCancellation(cancellationToken))
            growth.Take(link);
        growth.End(head);

        // Making the first key is a change, which is in the audit trail: the next checkpoint has it.
        var signers = await keys.ForNextAsync(head.Origin, note, cancellationToken);
        var next = new Checkpoint(head.Origin, growth.Size, growth.Root())
        {
            Chain = new ChainEnd(growth.Size, head.Hash), Audit = new ChainEnd(audit.Records, audit.Hash),
        };
        var made = new StoredCheckpoint((last?.Number ?? 0) + 1, next.Size, SignedNote.Sign(next.Text(), signers).ToString());
        await store.AddAsync(made, growth.Filled, grant, cancellationToken);
        return made;
    }

    /// <summary>The note of a checkpoint in the store, and what it says.</summary>
    /// <exception cref="InvalidDataException">Somebody altered it.</exception>
    public static (SignedNote Note, Checkpoint Checkpoint) Read(StoredCheckpoint stored)
    {
        if (SignedNote.TryParse(stored.Note, out var note, out var fault) && Checkpoint.TryParse(note.Text, out var checkpoint, out fault)
            && checkpoint.Size == stored.Size)
            return (note, checkpoint);
        throw new InvalidDataException($"checkpoint {stored.Number} is none any more: {fault ?? "it is of another size"}");
    }

    private static bool IsOf(Checkpoint checkpoint, ChainHead? head, AuditHead? audit) =>
        head is not null && checkpoint.Size == head.Entries && checkpoint.Audit?.Count == audit?.Records
        && checkpoint.Chain is { } end && end.Hash.AsSpan().SequenceEqual(head.Hash);

    private async Task<MerkleFrontier> EdgeAsync(long size, CancellationToken cancellationToken)
    {
        var parts = await store.PartsAsync([.. Subtree.Of(0, size)], cancellationToken);
        return new MerkleFrontier(size, part => parts.TryGetValue(part, out var hash)
            ? hash
            : throw new InvalidDataException($"the tree of entries {part.Begin} to {part.End - 1} is not there any more"));
    }
}
