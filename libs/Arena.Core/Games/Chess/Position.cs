using System.Runtime.CompilerServices;

namespace Arena.Core.Games.Chess;

/// <summary>A chess position: where the pieces stand, whose turn it is, and what may still be done. A value, copied to try moves.</summary>
internal struct Position
{
    public const int WhiteShort = 1, WhiteLong = 2, BlackShort = 4, BlackLong = 8;

    private PieceBoards _pieces;
    private SeatBoards _seats;

    [InlineArray(7)]
    private struct PieceBoards
    {
        private ulong _first;
    }

    [InlineArray(2)]
    private struct SeatBoards
    {
        private ulong _first;
    }

    /// <summary>0 is White's turn, 1 Black's.</summary>
    public int Seat { get; set; }

    /// <summary>Who may still castle where: <see cref="WhiteShort"/> and so on.</summary>
    public int Castling { get; set; }

    /// <summary>The square behind a pawn that may be captured en passant, here and now; -1 when there is none.</summary>
    public int EnPassant { get; set; }

    /// <summary>Plies since the last capture or pawn move.</summary>
    public int Quiet { get; set; }

    /// <summary>The number of the move, as FEN counts.</summary>
    public int Number { get; set; }

    /// <summary>Equal for positions that repetition counts as one: pieces, turn, castling, en passant.</summary>
    public ulong Key { get; private set; }

    public readonly ulong Occupied => _seats[0] | _seats[1];

    public readonly ulong Of(Piece piece) => _pieces[(int)piece];

    public readonly ulong Of(int seat) => _seats[seat];

    public readonly ulong Of(int seat, Piece piece) => _seats[seat] & _pieces[(int)piece];

    public readonly int King(int seat) => Attacks.First(Of(seat, Piece.King));

    public readonly Piece PieceAt(int square)
    {
        var bit = 1UL << square;
        if ((Occupied & bit) == 0) return Piece.None;
        for (var piece = Piece.Knight; piece < Piece.King; piece++)
            if ((_pieces[(int)piece] & bit) != 0) return piece;
        return Piece.King;
    }

    /// <summary>The pieces of both seats that reach a square, if these squares were occupied.</summary>
    public readonly ulong Attackers(int square, ulong occupied) =>
        (Attacks.Knight(square) & Of(Piece.Knight)) |
        (Attacks.King(square) & Of(Piece.King)) |
        (Attacks.Pawn(0, square) & Of(1, Piece.Pawn)) |
        (Attacks.Pawn(1, square) & Of(0, Piece.Pawn)) |
        (Attacks.Bishop(square, occupied) & (Of(Piece.Bishop) | Of(Piece.Queen))) |
        (Attacks.Rook(square, occupied) & (Of(Piece.Rook) | Of(Piece.Queen)));

    /// <summary>The other seat's pieces that give check to the seat to move.</summary>
    public readonly ulong Checkers => Attackers(King(Seat), Occupied) & Of(1 - Seat);

    public void Toggle(int seat, Piece piece, int square)
    {
        _pieces[(int)piece] ^= 1UL << square;
        _seats[seat] ^= 1UL << square;
        Key ^= PositionKeys.Of(seat, piece, square);
    }

    /// <summary>Plays a legal move.</summary>
    public void Play(ChessMove move)
    {
        var (me, other) = (Seat, 1 - Seat);
        var piece = PieceAt(move.From);
        var captured = PieceAt(move.To);
        Key ^= PositionKeys.OfRights(Castling, EnPassant);
        Quiet = piece == Piece.Pawn || captured != Piece.None ? 0 : Quiet + 1;
        if (captured != Piece.None) Toggle(other, captured, move.To);
        Toggle(me, piece, move.From);
        Toggle(me, move.Promotion == Piece.None ? piece : move.Promotion, move.To);
        if (piece == Piece.King && Math.Abs(move.To - move.From) == 2) MoveRook(me, move);
        if (piece == Piece.Pawn && move.To == EnPassant) Toggle(other, Piece.Pawn, move.To ^ 8);

        Castling &= Kept(move.From) & Kept(move.To);
        Seat = other;
        Number += me;
        EnPassant = -1;
        if (piece == Piece.Pawn && Math.Abs(move.To - move.From) == 16) AllowEnPassant((move.From + move.To) / 2);
        Key ^= PositionKeys.OfRights(Castling, EnPassant) ^ PositionKeys.Turn;
    }

    /// <summary>The key of a position that was put together piece by piece.</summary>
    public void FinishKey() => Key ^= PositionKeys.OfRights(Castling, EnPassant) ^ (Seat == 1 ? PositionKeys.Turn : 0);

    // Only if the seat to move can capture there: a pawn that nobody can take makes no other position.
    public void AllowEnPassant(int square)
    {
        var (king, pawn) = (King(Seat), square ^ 8);
        for (var takers = Attacks.Pawn(1 - Seat, square) & Of(Seat, Piece.Pawn); takers != 0; takers &= takers - 1)
        {
            var after = (Occupied ^ (takers & (0 - takers)) ^ 1UL << pawn) | 1UL << square;
            if ((Attackers(king, after) & Of(1 - Seat) & after) != 0) continue;
            EnPassant = square;
            return;
        }
    }

    private void MoveRook(int seat, ChessMove move)
    {
        var isShort = move.To > move.From;
        Toggle(seat, Piece.Rook, isShort ? move.To + 1 : move.To - 2);
        Toggle(seat, Piece.Rook, isShort ? move.To - 1 : move.To + 1);
    }

    // The rights that a move from or to the square leaves.
    private static int Kept(int square) => square switch
    {
        0 => ~WhiteLong,
        4 => ~(WhiteLong | WhiteShort),
        7 => ~WhiteShort,
        56 => ~BlackLong,
        60 => ~(BlackLong | BlackShort),
        63 => ~BlackShort,
        _ => ~0,
    };
}
