using System.Runtime.InteropServices;

namespace Arena.Core.Ratings.Results;

/// <summary>Collects games, in any order, into a <see cref="ResultSet"/>.</summary>
public sealed class ResultSetBuilder
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly Dictionary<long, int> _places = [];
    private readonly List<PairCells> _cells = [];

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

    public void Add(string first, string second, GameResult result) => Add(Player(first), Player(second), result);

    /// <summary>Two games from the same opening with seats swapped, by the results of the player who had the first seat first.</summary>
    public void AddPair(int player, int other, GameResult inFirstSeat, GameResult inSecondSeat) =>
        Count(player, other, PairCells.Pair(inFirstSeat, inSecondSeat), 1);

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

    public ResultSet Build()
    {
        var order = new int[_names.Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, (x, y) => string.CompareOrdinal(_names[x], _names[y]));
        var rank = new int[order.Length];
        for (var i = 0; i < order.Length; i++) rank[order[i]] = i;

        var pairs = new PairRecord[_cells.Count];
        var keys = new long[_cells.Count];
        foreach (var (key, place) in _places)
        {
            var (a, b) = (rank[(int)(key >> 32)], rank[(int)key]);
            pairs[place] = a < b ? new(a, b, _cells[place]) : new(b, a, Mirrored(_cells[place]));
            keys[place] = Key(pairs[place].A, pairs[place].B);
        }

        Array.Sort(keys, pairs);
        return new([.. order.Select(i => _names[i])], pairs);
    }

    private static PairCells Mirrored(in PairCells cells)
    {
        var mirrored = default(PairCells);
        for (var cell = 0; cell < PairCells.Count; cell++) mirrored[PairCells.Mirrored(cell)] = cells[cell];
        return mirrored;
    }

    private static long Key(int a, int b) => ((long)a << 32) | (uint)b;

    private void Count(int player, int other, int cell, long games)
    {
        if (player == other) throw new ArgumentException($"'{_names[player]}' cannot play itself in rated games", nameof(other));
        if (player > other) (player, other, cell) = (other, player, PairCells.Mirrored(cell));
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, Key(player, other), out var known);
        if (!known)
        {
            place = _cells.Count;
            _cells.Add(default);
        }

        CollectionsMarshal.AsSpan(_cells)[place][cell] += games;
    }
}
