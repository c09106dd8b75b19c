using System.Collections.Immutable;

namespace Arena.Core.Ratings.Results;

/// <summary>
/// Results of games between named players, without order: two sets are the same however their games came in, and so is
/// every rating computed from them, bit for bit. Made by <see cref="ResultSetBuilder"/>.
/// </summary>
public sealed class ResultSet
{
    internal ResultSet(ImmutableArray<string> players, PairRecord[] pairs)
    {
        (Players, Pairs) = (players, pairs);
        var totals = new PlayerTotals[players.Length];
        foreach (var pair in pairs)
        {
            var mine = Totals(pair.Cells, first: true) + Totals(pair.Cells, first: false);
            totals[pair.A] += mine;
            totals[pair.B] += mine.Mirrored;
            Games += mine.Games;
        }

        PlayerTotals = [.. totals];
    }

    /// <summary>Names in ordinal order; a player's number is its place here.</summary>
    public ImmutableArray<string> Players { get; }

    /// <summary>What each player made of its games, by its number.</summary>
    public ImmutableArray<PlayerTotals> PlayerTotals { get; }

    /// <summary>Games in all.</summary>
    public long Games { get; }

    /// <summary>By A, then B.</summary>
    internal PairRecord[] Pairs { get; }

    /// <summary>Everything, pair by pair: a set that is built of it is this one.</summary>
    public IEnumerable<Meeting> Meetings()
    {
        foreach (var pair in Pairs) yield return new(pair.A, pair.B, [.. pair.Cells]);
    }

    /// <summary>What the first scored against the second.</summary>
    public PlayerTotals Between(int first, int second)
    {
        var (a, b) = (Math.Min(first, second), Math.Max(first, second));
        var found = Array.BinarySearch(Pairs, new PairRecord(a, b, default), _byPlayers);
        if (found < 0) return default;
        var mine = Totals(Pairs[found].Cells, first: true) + Totals(Pairs[found].Cells, first: false);
        return first == a ? mine : mine.Mirrored;
    }

    /// <summary>Games of the first seat's players: what the seat itself scored.</summary>
    public PlayerTotals FirstSeat()
    {
        var sum = default(PlayerTotals);
        foreach (var pair in Pairs) sum += Totals(pair.Cells, first: true) + Totals(pair.Cells, first: false).Mirrored;
        return sum;
    }

    internal static PlayerTotals Totals(in PairCells cells, bool first)
    {
        var (losses, draws, wins) = cells.Seat(first);
        return new(wins, draws, losses);
    }

    private static readonly Comparer<PairRecord> _byPlayers =
        Comparer<PairRecord>.Create((x, y) => x.A != y.A ? x.A.CompareTo(y.A) : x.B.CompareTo(y.B));
}
