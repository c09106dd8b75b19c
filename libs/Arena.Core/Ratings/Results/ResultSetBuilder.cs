using System.Runtime.InteropServices;

namespace Arena.Core.Ratings.Results;

/// <summary>Collects games, in any order, into a <see cref="ResultSet"/>.</summary>
public sealed class ResultSetBuilder
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly Dictionary<ulong, int> _places = [];
    private readonly List<PairRecord> _pairs = [];

    /// <summary>By number.</summary>
    internal IReadOnlyList<string> Names => _names;

    /// <summary>The number of the player with this name, which is new or known. Numbers are good for this builder only.</summary>
    public int Player(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_numbers.TryGetValue(name, out var number)) return number;
        _numbers.Add(name, number = _names.Count);
        _names.Add(name);
        return number;
    }

    /// <summary>One game, by the first seat's result.</summary>
    public void Add(int first, int second, GameResult result) =>
        Count(first, second, PairCells.Single(firstSeat: true, result), 1);

    /// <summary>Adds a game of two players by their names; names that are new get the next numbers.</summary>
    public void Add(string first, string second, GameResult result) => Add(Player(first), Player(second), result);

    /// <summary>Two games from the same opening with seats swapped, by the results of the player who had the first seat first.</summary>
    public void AddPair(int player, int other, GameResult inFirstSeat, GameResult inSecondSeat) =>
        Count(player, other, PairCells.Pair(inFirstSeat, inSecondSeat), 1);

    /// <summary>Games of two players by their counts; see <see cref="Meeting.Counts"/>.</summary>
    /// <exception cref="ArgumentException">Another number of counts, or a negative one.</exception>
    public void Add(int a, int b, IReadOnlyList<long> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Count != PairCells.Count || counts.Any(count => count < 0))
            throw new ArgumentException($"found {counts.Count} counts; wanted {PairCells.Count}, none of them negative", nameof(counts));
        for (var cell = 0; cell < counts.Count; cell++)
            if (counts[cell] != 0) Count(a, b, cell, counts[cell]);
    }

    /// <summary>All games of another set.</summary>
    public void Add(ResultSet results)
    {
        ArgumentNullException.ThrowIfNull(results);
        int[] numbers = [.. results.Players.Select(Player)];
        foreach (var pair in results.Pairs)
        {
            for (var cell = 0; cell < PairCells.Count; cell++)
                if (pair.Cells[cell] != 0) Count(numbers[pair.A], numbers[pair.B], cell, pair.Cells[cell]);
        }
    }

    /// <summary>What was added so far, as a set that no longer changes.</summary>
    public ResultSet Build()
    {
        var order = new int[_names.Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, (x, y) => string.CompareOrdinal(_names[x], _names[y]));
        var rank = new int[order.Length];
        for (var i = 0; i < order.Length; i++) rank[order[i]] = i;

        var keys = new ulong[_pairs.Count];
        var places = new int[_pairs.Count];
        for (var place = 0; place < places.Length; place++)
        {
            var (a, b) = (rank[_pairs[place].A], rank[_pairs[place].B]);
            (keys[place], places[place]) = (a < b ? Key(a, b) : Key(b, a), place);
        }

        Array.Sort(keys, places);
        var pairs = new PairRecord[places.Length];
        for (var i = 0; i < pairs.Length; i++)
        {
            var pair = _pairs[places[i]];
            var (a, b) = (rank[pair.A], rank[pair.B]);
            pairs[i] = a < b ? new(a, b, pair.Cells) : new(b, a, Mirrored(pair.Cells));
        }

        return new([.. order.Select(i => _names[i])], pairs);
    }

    private static PairCells Mirrored(in PairCells cells)
    {
        var mirrored = default(PairCells);
        for (var cell = 0; cell < PairCells.Count; cell++) mirrored[PairCells.Mirrored(cell)] = cells[cell];
        return mirrored;
    }

    private static ulong Key(int a, int b) => ((ulong)a << 32) | (uint)b;

    // Spread over all bits, one to one: a dictionary's own hash of a key would be a ^ b, which is hardly different for any two.
    private static ulong Spread(ulong key) => key * 0x9E3779B97F4A7C15;

    private void Count(int player, int other, int cell, long games)
    {
        if (player == other) throw new ArgumentException($"'{_names[player]}' cannot play itself in rated games", nameof(other));
        if (player > other) (player, other, cell) = (other, player, PairCells.Mirrored(cell));
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, Spread(Key(player, other)), out var known);
        if (!known)
        {
            place = _pairs.Count;
            _pairs.Add(new(player, other, default));
        }

        CollectionsMarshal.AsSpan(_pairs)[place].Cells[cell] += games;
    }
}
