using System.Runtime.CompilerServices;

namespace Arena.Core.Ratings.Results;

/// <summary>
/// All that two players ever did to each other, as counts. Cells 0 to 2 are single games with A in the first seat, by
/// A's result; 3 to 5 those with A in the second seat; 6 to 14 are paired games (one from each seat), by A's result in
/// the first seat times three plus A's result in the second.
/// </summary>
[InlineArray(Count)]
internal struct PairCells
{
    public const int Count = 15;
    public const int SecondSeat = 3;
    public const int Paired = 6;

    private long _cell;

    public static int Single(bool firstSeat, GameResult result) => (firstSeat ? 0 : SecondSeat) + (int)result;

    public static int Pair(GameResult first, GameResult second) => Paired + 3 * (int)first + (int)second;

    /// <summary>The same cell seen from the other player.</summary>
    public static int Mirrored(int cell)
    {
        if (cell < Paired) return Single(firstSeat: cell >= SecondSeat, (GameResult)(2 - cell % 3));
        var (first, second) = Math.DivRem(cell - Paired, 3);
        return Pair((GameResult)(2 - second), (GameResult)(2 - first));
    }

    /// <summary>A's results in one seat, single and paired games together.</summary>
    public readonly (long Losses, long Draws, long Wins) Seat(bool first)
    {
        var from = first ? 0 : SecondSeat;
        var counts = (this[from], this[from + 1], this[from + 2]);
        for (var cell = Paired; cell < Count; cell++)
        {
            var result = first ? (cell - Paired) / 3 : (cell - Paired) % 3;
            if (result == 0) counts.Item1 += this[cell];
            else if (result == 1) counts.Item2 += this[cell];
            else counts.Item3 += this[cell];
        }

        return counts;
    }
}
