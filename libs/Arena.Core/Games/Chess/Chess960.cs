using System.Globalization;
using Arena.Core.Primitives;

namespace Arena.Core.Games.Chess;

/// <summary>
/// The 960 starts of Fischer random chess by R. Scharnagl's numbers, 0 to 959, as FIDE's laws have them in their Guideline II;
/// number 518 is the start of standard chess.
/// </summary>
public static class Chess960
{
    /// <summary>How many starts there are.</summary>
    public const int Count = 960;

    /// <summary>The number of the standard start.</summary>
    public const int Standard = 518;

    // Where the two knights go among the five files that are left.
    private static readonly (int First, int Second)[] _knights =
        [(0, 1), (0, 2), (0, 3), (0, 4), (1, 2), (1, 3), (1, 4), (2, 3), (2, 4), (3, 4)];

    /// <summary>The start by its number, as FEN; in double Chess960 the two sides have two.</summary>
    /// <param name="white">White's number, 0 to 959.</param>
    /// <param name="black">Black's; the same as White's in Chess960.</param>
    public static string Fen(int white, int black) => string.Create(
        CultureInfo.InvariantCulture, $"{Pieces(black).ToLowerInvariant()}/pppppppp/8/8/8/8/PPPPPPPP/{Pieces(white)} w KQkq - 0 1");

    /// <summary>The pieces on the first rank, from the file a on: <c>RNBQKBNR</c> for 518.</summary>
    public static string Pieces(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Count);
        var rank = new char[8];
        var (rest, lightBishop) = Math.DivRem(number, 4);
        rank[2 * lightBishop + 1] = 'B';
        (rest, var darkBishop) = Math.DivRem(rest, 4);
        rank[2 * darkBishop] = 'B';
        (rest, var queen) = Math.DivRem(rest, 6);
        rank[Free(rank, queen)] = 'Q';
        var (first, second) = _knights[rest];
        var (firstFile, secondFile) = (Free(rank, first), Free(rank, second));
        rank[firstFile] = rank[secondFile] = 'N';
        foreach (var piece in "RKR") rank[Free(rank, 0)] = piece;
        return new string(rank);
    }

    /// <summary>A start that the seed picks, each as likely as any other; null in standard chess, which has one.</summary>
    internal static string? Draw(ChessVariant variant, Seed seed)
    {
        if (variant == ChessVariant.Standard)
            return null;
        var dice = new Dice(seed.Derive("start"));
        var white = dice.NextBelow(Count);
        return Fen(white, variant == ChessVariant.DoubleFischerandom ? dice.NextBelow(Count) : white);
    }

    // The file that is the so-many-th without a piece.
    private static int Free(char[] rank, int skipped)
    {
        var file = Array.IndexOf(rank, '\0');
        for (; skipped > 0; skipped--) file = Array.IndexOf(rank, '\0', file + 1);
        return file;
    }
}
