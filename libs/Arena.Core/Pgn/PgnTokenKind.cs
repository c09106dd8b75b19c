namespace Arena.Core.Pgn;

/// <summary>What a piece of movetext is.</summary>
public enum PgnTokenKind
{
    /// <summary>The game is over; no text.</summary>
    End,

    /// <summary>
    /// A move as written, without number and marks: <c>Nf3</c>, <c>exd8=Q+</c>, <c>O-O</c>, <c>0-0</c>, <c>g1f3</c>; or a null move:
    /// <c>--</c>, <c>Z0</c>, <c>0000</c>.
    /// </summary>
    Move,

    /// <summary>A glyph: <c>$14</c>, <c>!?</c>, <c>??</c>.</summary>
    Nag,

    /// <summary>A comment without its braces or semicolon, with whatever commands it has: <c>[%clk 0:01:02]</c>.</summary>
    Comment,

    /// <summary>A variation opens: what follows replaces the move before it.</summary>
    VariationStart,

    /// <summary>A variation closes.</summary>
    VariationEnd,

    /// <summary>The result at the game's end: <c>1-0</c>, <c>0-1</c>, <c>1/2-1/2</c> or <c>*</c>.</summary>
    Result,
}
