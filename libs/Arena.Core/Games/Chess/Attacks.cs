using System.Buffers.Binary;
using System.Numerics;

namespace Arena.Core.Games.Chess;

/// <summary>
/// Which squares a piece reaches; bit 8·rank + file, a1 first. Sliding pieces subtract the slider from the blockers of
/// its line, once from each end (the o^(o-2r) trick of the chess programming literature); ranks, where no byte order
/// helps, look it up.
/// </summary>
internal static class Attacks
{
    private const ulong FileA = 0x0101_0101_0101_0101;

    private static readonly ulong[] KnightTable = Leaps((1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2));
    private static readonly ulong[] KingTable = Leaps((1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1));
    private static readonly ulong[] PawnTable = [.. Leaps((1, 1), (-1, 1)), .. Leaps((1, -1), (-1, -1))]; // White's, then Black's
    private static readonly ulong[] FileTable = Lines((0, 1));
    private static readonly ulong[] DiagonalTable = Lines((1, 1));
    private static readonly ulong[] AntidiagonalTable = Lines((-1, 1));
    private static readonly ulong[] StraightTable = [.. Lines((0, 1)).Zip(Lines((1, 0)), (file, rank) => file | rank)];
    private static readonly byte[] RankTable = Ranks();          // by file, then the six inner cells of the rank
    private static readonly ulong[] KnightMask = [0, ~0UL, 0, 0, 0, 0, 0];     // by piece
    private static readonly ulong[] DiagonalMask = [0, 0, ~0UL, 0, ~0UL, 0, 0];
    private static readonly ulong[] StraightMask = [0, 0, 0, ~0UL, ~0UL, 0, 0];
    private static readonly ulong[] BetweenTable = new ulong[64 * 64];
    private static readonly ulong[] LineTable = new ulong[64 * 64];

    static Attacks()
    {
        for (var a = 0; a < 64; a++)
            for (var b = 0; b < 64; b++)
            {
                var (from, to) = (1UL << a, 1UL << b);
                if (a == b) continue;
                if ((Rook(a, 0) & to) != 0)
                {
                    BetweenTable[a * 64 + b] = Rook(a, to) & Rook(b, from);
                    LineTable[a * 64 + b] = (Rook(a, 0) & Rook(b, 0)) | from | to;
                }
                else if ((Bishop(a, 0) & to) != 0)
                {
                    BetweenTable[a * 64 + b] = Bishop(a, to) & Bishop(b, from);
                    LineTable[a * 64 + b] = (Bishop(a, 0) & Bishop(b, 0)) | from | to;
                }
            }
    }

    public static ulong Knight(int square) => KnightTable[square];

    public static ulong King(int square) => KingTable[square];

    /// <summary>Where a pawn of that seat captures.</summary>
    public static ulong Pawn(int seat, int square) => PawnTable[seat * 64 + square];

    public static ulong Bishop(int square, ulong occupied) =>
        Along(square, DiagonalTable[square], occupied) | Along(square, AntidiagonalTable[square], occupied);

    public static ulong Rook(int square, ulong occupied) =>
        Along(square, FileTable[square], occupied) | AlongRank(square, occupied);

    /// <summary>What a bishop reaches on an empty board.</summary>
    public static ulong Diagonals(int square) => DiagonalTable[square] | AntidiagonalTable[square];

    /// <summary>What a rook reaches on an empty board.</summary>
    public static ulong Straights(int square) => StraightTable[square];

    /// <summary>What any piece but a pawn reaches. Everything is computed and masked: which piece it is cannot be predicted.</summary>
    public static ulong Of(Piece piece, int square, ulong occupied) =>
        (Knight(square) & KnightMask[(int)piece])
        | (Bishop(square, occupied) & DiagonalMask[(int)piece])
        | (Rook(square, occupied) & StraightMask[(int)piece]);

    /// <summary>The squares strictly between two on a line; none when they are on none.</summary>
    public static ulong Between(int a, int b) => BetweenTable[a * 64 + b];

    /// <summary>The whole line through two squares; none when they are on none.</summary>
    public static ulong Line(int a, int b) => LineTable[a * 64 + b];

    private static ulong Along(int square, ulong line, ulong occupied)
    {
        var blockers = occupied & line;
        var up = blockers - (2UL << square);
        var down = BinaryPrimitives.ReverseEndianness(BinaryPrimitives.ReverseEndianness(blockers) - (2UL << (square ^ 56)));
        return (up ^ down) & line;
    }

    private static ulong AlongRank(int square, ulong occupied)
    {
        var shift = square & 56;
        return (ulong)RankTable[(square & 7) * 64 + (int)(occupied >> (shift + 1) & 63)] << shift;
    }

    private static ulong[] Leaps(params (int File, int Rank)[] steps) =>
        [.. Enumerable.Range(0, 64).Select(from => StepsFrom(from, steps))];

    private static ulong StepsFrom(int square, (int File, int Rank)[] steps) =>
        steps.Aggregate(0UL, (set, step) => set | Cell(square % 8 + step.File, square / 8 + step.Rank));

    // The line through each square, without the square.
    private static ulong[] Lines((int File, int Rank) step) =>
        [.. Enumerable.Range(0, 64).Select(from => Enumerable.Range(-7, 15).Where(i => i != 0).Aggregate(
            0UL, (set, i) => set | Cell(from % 8 + i * step.File, from / 8 + i * step.Rank)))];

    private static byte[] Ranks()
    {
        var table = new byte[8 * 64];
        for (var file = 0; file < 8; file++)
            for (var inner = 0; inner < 64; inner++)
            {
                var reached = 0;
                for (var to = file + 1; to < 8; to++)
                {
                    reached |= 1 << to;
                    if ((inner << 1 >> to & 1) != 0) break;
                }

                for (var to = file - 1; to >= 0; to--)
                {
                    reached |= 1 << to;
                    if ((inner << 1 >> to & 1) != 0) break;
                }

                table[file * 64 + inner] = (byte)reached;
            }

        return table;
    }

    private static ulong Cell(int file, int rank) => (uint)file < 8 && (uint)rank < 8 ? 1UL << (8 * rank + file) : 0;

    /// <summary>The squares of one file.</summary>
    public static ulong File(int file) => FileA << file;

    /// <summary>The lowest square of a set.</summary>
    public static int First(ulong squares) => BitOperations.TrailingZeroCount(squares);
}
