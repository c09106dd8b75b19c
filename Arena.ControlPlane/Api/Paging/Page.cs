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
}
