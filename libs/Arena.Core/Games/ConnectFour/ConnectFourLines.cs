using System.Numerics;
using System.Runtime.CompilerServices;

namespace Arena.Core.Games.ConnectFour;

/// <summary>
/// The 69 lines of four cells on which the game is won, all lines of a direction at once: every bit stands for the line that
/// starts there.
/// </summary>
internal static class ConnectFourLines
{
    /// <summary>How many there are.</summary>
    public const int Count = 69;

    /// <summary>
    /// A block of <see cref="Count"/> for each of: 1, 2 and 3 of mine with none of theirs; the same of theirs. At last, whether the
    /// seat moved first, on which it depends who must fill the last free cells.
    /// </summary>
    public const int FeatureCount = 6 * Count + 1;

    private const int Height = ConnectFourState.Rows + 1;
    private static readonly int[] _steps = [1, Height, Height - 1, Height + 1];
    private static readonly byte[] _numbers = Number(); // of the line, by direction and first cell

    /// <summary>The lines in a direction that are open to me, by how many of my pieces are on them: 1, 2, 3.</summary>
    // Three adders over the four cells' bits give the number of my pieces in all of the lines at once: ones + 2 * twos
    // (a full four ends the game, so it never shows).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (ulong One, ulong Two, ulong Three) Of(ulong mine, ulong theirs, int step)
    {
        var open = ConnectFourState.Board & ~theirs;
        open &= open >> step;
        open &= open >> 2 * step;

        var (a, b, c, d) = (mine, mine >> step, mine >> 2 * step, mine >> 3 * step);
        var ones = a ^ b ^ c ^ d;
        var twos = (a & b) ^ (c & d) ^ ((a ^ b) & (c ^ d));
        return (open & ones & ~twos, open & twos & ~ones, open & twos & ones);
    }

    /// <summary>Writes <see cref="FeatureCount"/> features.</summary>
    public static void Write(ulong mine, ulong theirs, bool movedFirst, Span<float> features)
    {
        features[..FeatureCount].Clear();
        for (var direction = 0; direction < _steps.Length; direction++)
        {
            var numbers = _numbers.AsSpan(64 * direction, 64);
            Mark(Of(mine, theirs, _steps[direction]), numbers, features);
            Mark(Of(theirs, mine, _steps[direction]), numbers, features[(3 * Count)..]);
        }

        features[FeatureCount - 1] = movedFirst ? 1 : 0;
    }

    private static void Mark((ulong One, ulong Two, ulong Three) lines, ReadOnlySpan<byte> numbers, Span<float> features)
    {
        Mark(lines.One, numbers, features);
        Mark(lines.Two, numbers, features[Count..]);
        Mark(lines.Three, numbers, features[(2 * Count)..]);
    }

    private static void Mark(ulong starts, ReadOnlySpan<byte> numbers, Span<float> features)
    {
        for (; starts != 0; starts &= starts - 1) features[numbers[BitOperations.TrailingZeroCount(starts)]] = 1;
    }

    private static byte[] Number()
    {
        var (numbers, next) = (new byte[64 * 4], 0);
        for (var direction = 0; direction < _steps.Length; direction++)
        {
            var starts = ConnectFourState.Board;
            starts &= starts >> _steps[direction];
            starts &= starts >> 2 * _steps[direction];
            for (; starts != 0; starts &= starts - 1)
                numbers[64 * direction + BitOperations.TrailingZeroCount(starts)] = (byte)next++;
        }

        return numbers;
    }
}
