namespace Arena.Core.Ratings.Results;

/// <summary>One game with the identity that every copy of it shares.</summary>
public readonly record struct KeyedResult(string First, string Second, GameResult Result);

/// <summary>
/// Results by identity, which makes them a join semilattice: two arenas that were parted merge theirs in any order, any
/// number of times, to the same set. If two copies disagree, the smaller in (first, second, result) stands on both sides.
/// </summary>
public sealed class KeyedResults
{
    private readonly SortedDictionary<string, KeyedResult> _results = new(StringComparer.Ordinal);

    public int Count => _results.Count;

    public void Add(string id, KeyedResult result)
    {
        if (!_results.TryGetValue(id, out var known) || Compare(result, known) < 0) _results[id] = result;
    }

    public void Merge(KeyedResults other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var (id, result) in other._results) Add(id, result);
    }

    public ResultSet ToResultSet()
    {
        var builder = new ResultSetBuilder();
        foreach (var result in _results.Values) builder.Add(result.First, result.Second, result.Result);
        return builder.Build();
    }

    private static int Compare(in KeyedResult a, in KeyedResult b)
    {
        var first = string.CompareOrdinal(a.First, b.First);
        if (first != 0) return first;
        var second = string.CompareOrdinal(a.Second, b.Second);
        return second != 0 ? second : a.Result.CompareTo(b.Result);
    }
}
