namespace Arena.Backplane.Ledger;

/// <summary>Goes along the audit trail from its beginning and notes what is wrong.</summary>
internal sealed class AuditWalk
{
    private readonly List<string> _faults = [];
    private byte[] _stored = ResultChain.Genesis;

    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The last one's sequence.</summary>
    public long Records { get; private set; }

    public void Take(AuditLink link)
    {
        var isNext = link.Sequence == Records + 1;
        if (!isNext)
            _faults.Add($"entry {Records + 1} of the audit trail is missing: the next is {link.Sequence}");

        // From what is stored before it, so that every entry that was altered is named, and only once. After a gap nothing follows.
        if (link.Digest is null)
            _faults.Add($"what is stored as entry {link.Sequence} of the audit trail is not what was entered: somebody altered it");
        else if (isNext && !ResultChain.Next(_stored, link.Digest).AsSpan().SequenceEqual(link.Hash))
            _faults.Add($"entry {link.Sequence} of the audit trail does not follow from what is there and before: somebody altered it");

        _stored = link.Hash;
        Records = link.Sequence;
    }

    public void End(AuditHead? head)
    {
        if (head is null)
            _faults.Add("the ledger does not say where its audit trail ends: somebody removed that");
        else if (head.Records != Records)
            _faults.Add($"the audit trail's head is of {head.Records} entries, and the last one that is there is {Records}");
        else if (!head.Hash.AsSpan().SequenceEqual(_stored))
            _faults.Add("the audit trail does not end with its head");
    }
}
