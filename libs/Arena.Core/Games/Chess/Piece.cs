namespace Arena.Core.Games.Chess;

/// <summary>Kinds of chess pieces. Knight to queen are also what a pawn may become.</summary>
public enum Piece
{
    /// <summary>No piece: an empty square, or a move that promotes nothing.</summary>
    None = 0,

    /// <summary>Worth about three pawns.</summary>
    Knight = 1,

    /// <summary>Worth about three pawns.</summary>
    Bishop = 2,

    /// <summary>Worth about five pawns.</summary>
    Rook = 3,

    /// <summary>Worth about nine pawns.</summary>
    Queen = 4,

    /// <summary>The piece that promotes.</summary>
    Pawn = 5,

    /// <summary>The piece that must not be lost.</summary>
    King = 6,
}
