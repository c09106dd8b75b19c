namespace Arena.ControlPlane.Api.Paging;

/// <summary>A part of a list.</summary>
internal interface IPage
{
    string? Next { get; }
}

/// <param name="Items">The next of them, at most as many as were asked for.</param>
/// <param name="Next">What to give as cursor for those after; null when these are the last.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next) : IPage
{
    /// <summary>What was read, with one more than was asked for when there are more.</summary>
    public static Page<T> Of<TRead>(
        IReadOnlyList<TRead> read, PageQuery query, Func<TRead, T> toItem, Func<TRead, string> keyOf)
    {
        var items = read.Take(query.Size).Select(toItem).ToArray();
        return new Page<T>(items, read.Count > query.Size ? Cursor.Of(keyOf(read[query.Size - 1])) : null);
    }

    /// <summary>The same for those whose keys are numbers.</summary>
    public static Page<T> Of<TRead>(IReadOnlyList<TRead> read, PageQuery query, Func<TRead, T> toItem, Func<TRead, long> keyOf) =>
        Of(read, query, toItem, item => Cursor.KeyOf(keyOf(item)));

    /// <summary>Of a list whose items stay where they are: the next page begins at a position.</summary>
    public static Page<T> From<TAll>(IEnumerable<TAll> all, PageQuery query, long start, Func<TAll, T> toItem)
    {
        var read = all.Skip((int)Math.Min(start, int.MaxValue)).Take(query.Read).Index().ToArray();
        return Of(read, query, item => toItem(item.Item), item => start + item.Index + 1);
    }
}
