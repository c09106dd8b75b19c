namespace Arena.Backplane.Ledger;

/// <summary>Goes along a chain from its beginning and notes what is wrong.</summary>
internal sealed class ChainWalk
{
    private readonly KnownHead[] _known;
    private readonly Dictionary<string, List<long>> _places = [];
    private readonly HashSet<long> _tasks = [];
    private readonly List<string> _faults = [];
    private byte[] _stored = ResultChain.Genesis;
    private long _sequence;
    private long _number;

    public ChainWalk(KnownHead[] known)
    {
        _known = known;
        foreach (var head in known)
            _places.TryAdd(Convert.ToHexStringLower(head.Hash), []);
        Pass();
    }

    public IReadOnlyList<string> Faults => _faults;

    public long Results { get; private set; }

    public long Leagues { get; private set; }

    public long Tasks => _tasks.Count;

    /// <summary>Recomputed from the beginning, over what has a digest.</summary>
    public byte[] Head { get; private set; } = ResultChain.Genesis;

    public void Take(ChainLink link)
    {
        var (place, isNext) = link is ResultLink result ? Place(result) : Place((LeagueLink)link);
        if (link.Digest is null)
            _faults.Add($"what is stored at {place} is not what was entered: somebody altered it");
        else
        {
            Head = ResultChain.Next(Head, link.Digest);

            // From what is stored before it, so that every entry that was altered is named, and only once. After a gap nothing follows.
            if (isNext && !ResultChain.Next(_stored, link.Digest).AsSpan().SequenceEqual(link.Hash))
                _faults.Add($"the hash at {place} does not follow from what is there and before: somebody altered it");
        }

        _stored = link.Hash;
        Pass();
    }

    public void End(ChainHead? head)
    {
        if (head is null)
            _faults.Add("the ledger does not say where its chain ends: somebody removed that");
        else
            Compare(head);
        foreach (var known in _known)
            Compare(known);
    }

    private (string Place, bool IsNext) Place(ResultLink link)
    {
        Results++;
        if (!_tasks.Add(link.TaskId))
            _faults.Add($"task {link.TaskId} has a second result at sequence {link.Sequence}");
        return ($"sequence {link.Sequence}", IsNext(link.Sequence, ref _sequence, "sequence"));
    }

    private (string Place, bool IsNext) Place(LeagueLink link)
    {
        Leagues++;
        return ($"league '{link.Id}'", IsNext(link.Number, ref _number, "league"));
    }

    private bool IsNext(long found, ref long last, string what)
    {
        var isNext = found == last + 1;
        if (!isNext)
            _faults.Add($"{what} {last + 1} is missing: the next is {found}");
        last = found;
        return isNext;
    }

    private void Pass()
    {
        if (_places.Count > 0 && _places.TryGetValue(Convert.ToHexStringLower(Head), out var places))
            places.Add(Results);
    }

    private void Compare(ChainHead head)
    {
        if (head.Results != _sequence)
            _faults.Add($"the ledger's head is of {head.Results} results, and the last one that is there is {_sequence}");
        if (head.Leagues != _number)
            _faults.Add($"the ledger's head is of {head.Leagues} leagues, and the last one that is there is {_number}");
        if (head.Hash.AsSpan().SequenceEqual(_stored))
            return;
        var (ends, wanted) = (Convert.ToHexStringLower(_stored), Convert.ToHexStringLower(head.Hash));
        _faults.Add($"the chain ends with {ends}, and the ledger's head is {wanted}");
    }

    private void Compare(KnownHead known)
    {
        var hash = Convert.ToHexStringLower(known.Hash);
        var places = _places[hash];
        if (places.Count == 0)
            _faults.Add($"the head {hash} that {known.Keeper} knows is none of this chain: what was before it was altered or removed");
        else if (known.Results is { } results && !places.Contains(results))
            _faults.Add($"the head {hash} that {known.Keeper} knows is of {places[0]} results, not of {results}");
    }
}
