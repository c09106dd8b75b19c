using Arena.Core.Proofs;

namespace Arena.Backplane.Ledger;

/// <summary>
/// Compares a ledger with checkpoints of it, all in one pass, while somebody goes along its chains. Since each is compared with the same
/// tree at its size, those that fit extend one another.
/// </summary>
internal sealed class CheckpointWalk
{
    private readonly Queue<CheckedCheckpoint> _bySize;
    private readonly Queue<CheckedCheckpoint> _byRecords;
    private readonly CheckedCheckpoint[] _all;
    private readonly MerkleFrontier _tree = new();
    private byte[] _chain = ResultChain.Genesis;
    private byte[] _audit = ResultChain.Genesis;
    private long _records;

    public CheckpointWalk(IEnumerable<CheckedCheckpoint> checkpoints)
    {
        _all = [.. checkpoints];
        _bySize = new(_all.OrderBy(kept => kept.Checkpoint.Size));
        _byRecords = new(_all.Where(kept => kept.Checkpoint.Audit is not null).OrderBy(kept => kept.Checkpoint.Audit!.Count));
        Compare();
        CompareAudit();
    }

    public void Take(ChainLink link)
    {
        if (_bySize.Count == 0)
            return;
        var digest = link.Digest ?? [];
        _tree.Append(MerkleHash.Leaf(digest));
        _chain = ResultChain.Next(_chain, digest);
        Compare();
    }

    public void TakeAudit(AuditLink link)
    {
        if (_byRecords.Count == 0)
            return;
        _records++;
        _audit = ResultChain.Next(_audit, link.Digest ?? []);
        CompareAudit();
    }

    public void End(ChainHead? head)
    {
        foreach (var kept in _all.Where(kept => head is not null && kept.Checkpoint.Origin != head.Origin))
            kept.Add($"{kept.Name} is of the ledger '{kept.Checkpoint.Origin}', and this one is '{head!.Origin}'");
        foreach (var kept in _bySize)
        {
            kept.Add($"{kept.Name} is of {kept.Checkpoint.Size} entries, and the ledger has {_tree.Size} leagues and results in all: "
                + "the last ones were removed");
        }

        foreach (var kept in _byRecords)
        {
            kept.Add($"{kept.Name} is of {kept.Checkpoint.Audit!.Count} entries of the audit trail, and it has {_records}: "
                + "the last ones were removed");
        }
    }

    private void Compare()
    {
        while (_bySize.TryPeek(out var kept) && kept.Checkpoint.Size == _tree.Size)
        {
            Compare(kept);
            _bySize.Dequeue();
        }
    }

    private void Compare(CheckedCheckpoint kept)
    {
        var checkpoint = kept.Checkpoint;
        var root = _tree.Root();
        if (!root.AsSpan().SequenceEqual(checkpoint.Root))
        {
            var (found, wanted) = (Convert.ToHexStringLower(root), Convert.ToHexStringLower(checkpoint.Root));
            kept.Add($"the first {checkpoint.Size} entries of the ledger are not those that {kept.Name} was made of: their tree has "
                + $"the hash {found}, and the checkpoint's is {wanted}");
        }
        else if (checkpoint.Chain is { } chain && !(chain.Count == checkpoint.Size && chain.Hash.AsSpan().SequenceEqual(_chain)))
            kept.Add($"the chain after {checkpoint.Size} entries has not the hash that it had when {kept.Name} was made");
    }

    private void CompareAudit()
    {
        while (_byRecords.TryPeek(out var kept) && kept.Checkpoint.Audit!.Count == _records)
        {
            if (!kept.Checkpoint.Audit.Hash.AsSpan().SequenceEqual(_audit))
                kept.Add($"the first {_records} entries of the audit trail are not those that there were when {kept.Name} was made");
            _byRecords.Dequeue();
        }
    }
}
