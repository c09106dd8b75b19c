namespace Arena.Core.Games.Chess;

/// <summary>How a chess match has ended.</summary>
public enum ChessEnd
{
    /// <summary>It has not.</summary>
    None,

    /// <summary>The seat to move is in check and has no legal move: it has lost.</summary>
    Checkmate,

    /// <summary>The seat to move has no legal move and is not in check: drawn.</summary>
    Stalemate,

    /// <summary>Neither side has the pieces to mate, whatever the other does.</summary>
    DeadPosition,

    /// <summary>The same position came often enough.</summary>
    Repetition,

    /// <summary>Long enough without a capture or a pawn move.</summary>
    QuietMoves,
}
