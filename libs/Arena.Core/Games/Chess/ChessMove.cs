namespace Arena.Core.Games.Chess;

/// <summary>
/// A chess action as a number: from + 64·to + 4096·promotion, squares from a1 = 0 by ranks. A castling move is the
/// king's, as UCI writes it: two steps, and in Chess960 from its square to the rook's.
/// </summary>
public readonly record struct ChessMove(int From, int To, Piece Promotion = Piece.None)
{
    /// <summary>Actions are below this.</summary>
    public const int Count = 5 * 4096;

    /// <summary>The move as a game's action: from, to and promotion in six bits each.</summary>
    public int Action => From | To << 6 | (int)Promotion << 12;

    /// <summary>The move that an action stands for: <see cref="Action"/> read back.</summary>
    public static ChessMove Of(int action) => new(action & 63, action >> 6 & 63, (Piece)(action >> 12));

    /// <summary>"e2e4", "e7e8q".</summary>
    public override string ToString() =>
        $"{Square(From)}{Square(To)}{(Promotion == Piece.None ? "" : Letters[(int)Promotion])}";

    /// <summary>The move that UCI writes so; null when the text is none.</summary>
    public static ChessMove? Parse(ReadOnlySpan<char> uci)
    {
        if (uci.Length is not (4 or 5)) return null;
        var (from, to) = (SquareOf(uci), SquareOf(uci[2..]));
        var promotion = uci.Length == 5 ? Letters.IndexOf(uci[4], 1) : 0;
        return from < 0 || to < 0 || promotion < 0 || promotion > (int)Piece.Queen ? null : new(from, to, (Piece)promotion);
    }

    /// <summary>"e4".</summary>
    internal static string Square(int square) => $"{(char)('a' + square % 8)}{(char)('1' + square / 8)}";

    /// <summary>The square that the text begins with, or -1.</summary>
    internal static int SquareOf(ReadOnlySpan<char> text) =>
        text.Length >= 2 && text[0] is >= 'a' and <= 'h' && text[1] is >= '1' and <= '8' ? 8 * (text[1] - '1') + text[0] - 'a' : -1;

    // By piece.
    internal const string Letters = " nbrqpk";
}
