namespace Arena.Core.Games.Chess;

/// <summary>Which chess is played: where matches start, and between which squares kings castle.</summary>
public enum ChessVariant
{
    /// <summary>The start that everybody knows, and castling from e1, a1 and h1 alone.</summary>
    Standard,

    /// <summary>Chess960, or Fischer random chess: one of 960 starts, the same for both sides.</summary>
    Fischerandom,

    /// <summary>Double Chess960: each side has one of the 960 for itself.</summary>
    DoubleFischerandom,
}
