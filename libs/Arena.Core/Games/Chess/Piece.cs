namespace Arena.Core.Games.Chess;

/// <summary>Kinds of chess pieces. Knight to queen are also what a pawn may become.</summary>
public enum Piece
{
    None = 0,
    Knight = 1,
    Bishop = 2,
    Rook = 3,
    Queen = 4,
    Pawn = 5,
    King = 6,
}
