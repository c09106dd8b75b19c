using Arena.Core.Games.Chess;
using Arena.Core.Primitives;

namespace Arena.Core.Pgn;

/// <summary>Which chess a PGN game is of, by its tags Variant and FEN.</summary>
internal static class PgnVariant
{
    /// <summary>The tag, which games of standard chess do not have.</summary>
    public const string Tag = "Variant";

    /// <summary>What the tag says of Chess960 and of double Chess960, as cutechess and xboard write it.</summary>
    public const string Fischerandom = "fischerandom";

    // The draws that end a match by themselves do not end what somebody else has played.
    private static readonly ChessGame _standard = Rules(0);
    private static readonly ChessGame _fischerandom = Rules((int)ChessVariant.Fischerandom);

    /// <summary>
    /// The rules of a game with these tags: Chess960 where the tag names it by one of its many names, or where the FEN gives rights to
    /// castle that standard chess does not have.
    /// </summary>
    public static ChessGame Of(string? variant, string? fen)
    {
        if (variant is not null && IsFischerandom(variant))
            return _fischerandom;
        if (fen is null || Reads(_standard, fen) || !Reads(_fischerandom, fen))
            return _standard;
        return _fischerandom;
    }

    // "Chess960", "Fischerandom", "Fischer Random", "FRC", "DFRC".
    private static bool IsFischerandom(string variant)
    {
        var name = string.Concat(variant.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return name.Contains("960", StringComparison.Ordinal)
            || name.StartsWith("FISCHER", StringComparison.Ordinal)
            || name.StartsWith("DOUBLEFISCHER", StringComparison.Ordinal)
            || name is "FRC" or "DFRC";
    }

    private static bool Reads(ChessGame rules, string fen)
    {
        try
        {
            rules.ParseState(fen);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static ChessGame Rules(int variant)
    {
        var parameters = ChessGame.Rules.Parameters.Bind(KeyValuePair.Create("variant", (double)variant));
        return new ChessGame(parameters, hasDraws: false);
    }
}
