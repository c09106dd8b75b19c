namespace Arena.Core.Games.Chess;

/// <summary>How a chess match has ended.</summary>
public enum ChessEnd
{
    /// <summary>It has not.</summary>
    None,
    Checkmate,
    Stalemate,

    /// <summary>Neither side has the pieces to mate, whatever the other does.</summary>
    DeadPosition,

    /// <summary>The same position came often enough.</summary>
    Repetition,

    /// <summary>Long enough without a capture or a pawn move.</summary>
    QuietMoves,
}
