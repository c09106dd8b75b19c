namespace Arena.Core.Ratings.Reading;

/// <summary>
/// Games by the identity that every copy of one shares, which makes results a set: two arenas that were parted merge theirs in any
/// order, any number of times, to the same one.
/// </summary>
internal sealed class KeyedGames
{
    private readonly Dictionary<byte[], (CollectedGame Game, int Source, long Line)> _games = new(ByteComparer.Instance);

    /// <summary>Whether the game is new under its key.</summary>
    /// <param name="known">The first that came under this key, and where it stands; this one, if it is new.</param>
    public bool TryAdd(
        ReadOnlySpan<byte> key, in CollectedGame game, int source, long line,
        out (CollectedGame Game, int Source, long Line) known)
    {
        var lookup = _games.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (lookup.TryGetValue(key, out known)) return false;
        lookup[key] = known = (game, source, line);
        return true;
    }
}
