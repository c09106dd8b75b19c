using System.Runtime.CompilerServices;

namespace Arena.Core.Games.Chess;

/// <summary>A chess position: where the pieces stand, whose turn it is, and what may still be done. A value, copied to try moves.</summary>
internal struct Position
{
    public const int WhiteShort = 1, WhiteLong = 2, BlackShort = 4, BlackLong = 8;

    private PieceBoards _pieces;
    private SeatBoards _seats;
    private PieceSquares _squares;
    private uint _castlingRooks; // a byte for each right; they stay what they were when rights are lost

    [InlineArray(7)]
    private struct PieceBoards
    {
        private ulong _first;
    }

    [InlineArray(64)]
    private struct PieceSquares
    {
        private byte _first;
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

    /// <summary>Whether castling is told as the king that takes its rook, as in Chess960; else as the king's two steps.</summary>
    public bool TakesRook { get; set; }

    /// <summary>The square behind a pawn that may be captured en passant, here and now; -1 when there is none.</summary>
    public int EnPassant { get; set; }

    /// <summary>Plies since the last capture or pawn move.</summary>
    public int Quiet { get; set; }

    /// <summary>The number of the move, as FEN counts.</summary>
    public int Number { get; set; }

    /// <summary>Equal for positions that repetition counts as one: pieces, turn, castling, en passant.</summary>
    public ulong Key { get; private set; }

    /// <summary>The square of the rook that a right to castle is about: 0 is White's short one, and so on by the bits.</summary>
    public readonly int CastlingRook(int right) => (int)(_castlingRooks >> 8 * right & 0xFF);

    public void AllowCastling(int right, int rook)
    {
        Castling |= 1 << right;
        _castlingRooks |= (uint)rook << 8 * right;
    }

    /// <summary>Which right to castle a legal move uses; -1 when it is another move.</summary>
    public readonly int CastlingOf(ChessMove move)
    {
        if ((_pieces[(int)Piece.King] >> move.From & 1) == 0) return -1;
        var castles = Math.Abs(move.To - move.From) == 2 || (_seats[Seat] >> move.To & 1) != 0;
        return !castles ? -1 : 2 * Seat + (move.To > move.From ? 0 : 1);
    }

    /// <summary>Where king and rook go with a right to castle.</summary>
    public static (int King, int Rook) CastlingTargets(int right)
    {
        var home = right < 2 ? 0 : 56;
        return (right & 1) == 0 ? (home + 6, home + 5) : (home + 2, home + 3);
    }

    public readonly ulong Occupied => _seats[0] | _seats[1];

    public readonly ulong Of(Piece piece) => _pieces[(int)piece];

    public readonly ulong Of(int seat) => _seats[seat];

    public readonly ulong Of(int seat, Piece piece) => _seats[seat] & _pieces[(int)piece];

    public readonly int King(int seat) => Attacks.First(Of(seat, Piece.King));

    public readonly Piece PieceAt(int square) => (Piece)_squares[square];

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

    /// <summary>Puts a piece on a free square, or takes it away.</summary>
    public void Toggle(int seat, Piece piece, int square)
    {
        _squares[square] ^= (byte)piece;
        _pieces[(int)piece] ^= 1UL << square;
        _seats[seat] ^= 1UL << square;
        Key ^= PositionKeys.Of(seat, piece, square);
    }

    /// <summary>Plays a legal move.</summary>
    public void Play(ChessMove move)
    {
        var (me, other) = (Seat, 1 - Seat);
        var piece = PieceAt(move.From);
        Key ^= PositionKeys.OfRights(Castling, EnPassant);
        if (piece == Piece.King && CastlingOf(move) is var right and >= 0) Castle(me, move.From, right);
        else Move(me, piece, move);

        if (Castling != 0) LoseRights(me, piece, move);
        Seat = other;
        Number += me;
        EnPassant = -1;
        if (piece == Piece.Pawn && Math.Abs(move.To - move.From) == 16) AllowEnPassant((move.From + move.To) / 2);
        Key ^= PositionKeys.OfRights(Castling, EnPassant) ^ PositionKeys.Turn;
    }

    private void Move(int me, Piece piece, ChessMove move)
    {
        var captured = PieceAt(move.To);
        Quiet = piece == Piece.Pawn || captured != Piece.None ? 0 : Quiet + 1;
        if (captured != Piece.None) Toggle(1 - me, captured, move.To);
        Toggle(me, piece, move.From);
        Toggle(me, move.Promotion == Piece.None ? piece : move.Promotion, move.To);
        if (piece == Piece.Pawn && move.To == EnPassant) Toggle(1 - me, Piece.Pawn, move.To ^ 8);
    }

    // In Chess960 either may stand where the other goes, or stay: both leave before they come.
    private void Castle(int me, int king, int right)
    {
        var (kingTo, rookTo) = CastlingTargets(right);
        Toggle(me, Piece.King, king);
        Toggle(me, Piece.Rook, CastlingRook(right));
        Toggle(me, Piece.King, kingTo);
        Toggle(me, Piece.Rook, rookTo);
        Quiet++;
    }

    // With the king's move, and with the rook's or its capture.
    private void LoseRights(int me, Piece piece, ChessMove move)
    {
        if (piece == Piece.King) Castling &= ~(3 << 2 * me);
        for (var right = 0; right < 4; right++)
            if (CastlingRook(right) is var rook && (rook == move.From || rook == move.To)) Castling &= ~(1 << right);
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
}
