using Arena.Core.Proofs;

namespace Arena.Backplane.Ledger;

/// <summary>Compares a ledger with a checkpoint of it that was kept outside, while somebody goes along its chains.</summary>
internal sealed class CheckpointWalk(Checkpoint checkpoint)
{
    private readonly List<string> _faults = [];
    private readonly MerkleFrontier _tree = new();
    private byte[] _chain = ResultChain.Genesis;
    private byte[] _audit = ResultChain.Genesis;
    private long _records;

    public IReadOnlyList<string> Faults => _faults;

    public void Take(ChainLink link)
    {
        if (_tree.Size == checkpoint.Size)
            return;
        var digest = link.Digest ?? [];
        _tree.Append(MerkleHash.Leaf(digest));
        _chain = ResultChain.Next(_chain, digest);
    }

    public void TakeAudit(AuditLink link)
    {
        if (checkpoint.Audit is not { } audit || _records == audit.Count)
            return;
        _records++;
        _audit = ResultChain.Next(_audit, link.Digest ?? []);
    }

    public void End(ChainHead? head)
    {
        if (head is not null && head.Origin != checkpoint.Origin)
            _faults.Add($"the checkpoint is of the ledger '{checkpoint.Origin}', and this one is '{head.Origin}'");
        if (_tree.Size < checkpoint.Size)
        {
            _faults.Add($"the checkpoint is of {checkpoint.Size} entries, and the ledger has {_tree.Size} leagues and results in all: "
                + "the last ones were removed");
        }
        else if (!_tree.Root().AsSpan().SequenceEqual(checkpoint.Root))
        {
            var (found, wanted) = (Convert.ToHexStringLower(_tree.Root()), Convert.ToHexStringLower(checkpoint.Root));
            _faults.Add($"the first {checkpoint.Size} entries of the ledger are not those that the checkpoint was made of: their tree has "
                + $"the hash {found}, and the checkpoint's is {wanted}");
        }
        else if (checkpoint.Chain is { } chain && !(chain.Count == checkpoint.Size && chain.Hash.AsSpan().SequenceEqual(_chain)))
            _faults.Add($"the chain after {checkpoint.Size} entries has not the hash that it had when the checkpoint was made");

        EndAudit();
    }

    private void EndAudit()
    {
        if (checkpoint.Audit is not { } audit)
            return;
        if (_records < audit.Count)
        {
            _faults.Add(
                $"the checkpoint is of {audit.Count} entries of the audit trail, and it has {_records}: the last ones were removed");
        }
        else if (!audit.Hash.AsSpan().SequenceEqual(_audit))
            _faults.Add($"the first {audit.Count} entries of the audit trail are not those that there were when the checkpoint was made");
    }
}
