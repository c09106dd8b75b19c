using System.Numerics;

namespace Arena.Core.Games.Chess;

/// <summary>
/// Legal moves without trying them: the king steps where the other side attacks nothing, checks leave only squares that answer them,
/// pins only the line of the pin. En passant and castling look at the squares themselves.
/// </summary>
internal readonly ref struct MoveGenerator
{
    /// <summary>The most legal moves of any position that has been found (Petrović 1964).</summary>
    public const int MostMoves = 218;

    private const ulong ThirdRank = 0x0000_0000_00FF_0000, SixthRank = 0x0000_FF00_0000_0000;

    private readonly ref readonly Position _position;
    private readonly int _me, _other, _king;
    private readonly ulong _mine, _theirs, _occupied;
    private readonly ulong _attacked; // by the other side, where the king shelters no square
    private readonly ulong _answers;  // where other pieces than the king may go
    private readonly ulong _pinned;

    private MoveGenerator(ref readonly Position position)
    {
        _position = ref position;
        (_me, _other) = (position.Seat, 1 - position.Seat);
        (_mine, _theirs, _occupied) = (position.Of(_me), position.Of(_other), position.Occupied);
        _king = position.King(_me);
        _attacked = AttackMap.Of(in position, _other, _occupied ^ 1UL << _king);
        _answers = IsCheck ? Answers() : ~0UL;
        _pinned = Pinned();
    }

    private bool IsCheck => (_attacked >> _king & 1) != 0;

    /// <summary>Finds the legal moves.</summary>
    public static void Find(ref readonly Position position, ref MoveSets sets)
    {
        var generator = new MoveGenerator(in position);
        sets.Begin(generator._king, Attacks.King(generator._king) & ~generator._mine & ~generator._attacked);
        if (generator._answers == 0) return; // two checks at once: only the king can move
        generator.AddPawns(ref sets);
        generator.AddPieces(ref sets);
        if (position.Castling != 0 && !generator.IsCheck) generator.AddCastling(ref sets);
    }

    /// <summary>Writes the legal moves as actions and returns how many there are.</summary>
    public static int Generate(ref readonly Position position, Span<ushort> moves)
    {
        var sets = default(MoveSets);
        Find(in position, ref sets);
        sets.Write(moves);
        return sets.Count;
    }

    private ulong Answers()
    {
        var checkers = _position.Attackers(_king, _occupied) & _theirs;
        return (checkers & (checkers - 1)) != 0 ? 0 : checkers | Attacks.Between(_king, Attacks.First(checkers));
    }

    private ulong Pinned()
    {
        var (queens, pinned) = (_position.Of(Piece.Queen), 0UL);
        var straight = _theirs & (_position.Of(Piece.Rook) | queens) & Attacks.Straights(_king);
        var diagonal = _theirs & (_position.Of(Piece.Bishop) | queens) & Attacks.Diagonals(_king);
        for (var snipers = straight | diagonal; snipers != 0; snipers &= snipers - 1)
        {
            var blockers = Attacks.Between(_king, Attacks.First(snipers)) & _occupied;
            if ((blockers & (blockers - 1)) == 0) pinned |= blockers & _mine;
        }

        return pinned;
    }

    private ulong Allowed(int from) => (_pinned >> from & 1) == 0 ? _answers : _answers & Attacks.Line(_king, from);

    private void AddPawns(ref MoveSets sets)
    {
        var (piece, count) = sets.Next;
        var (enPassant, free) = (_position.EnPassant, ~_occupied);
        var (forward, third) = _me == 0 ? (8, ThirdRank) : (-8, SixthRank);
        for (var left = _position.Of(_me, Piece.Pawn); left != 0; left &= left - 1)
        {
            var from = Attacks.First(left);
            var one = BitOperations.RotateLeft(1UL << from, forward) & free;
            var two = BitOperations.RotateLeft(one & third, forward) & free;
            var to = ((Attacks.Pawn(_me, from) & _theirs) | one | two) & Allowed(from);
            if (enPassant >= 0 && CanCaptureEnPassant(from)) to |= 1UL << enPassant;
            count += MoveSets.CountPawn(to);
            sets.Put(piece, from, to, count);
            piece += to != 0 ? 1 : 0;
        }

        sets.EndPawns(piece, count, enPassant);
    }

    // Two pawns leave the board's lines at once, so pins and checks are looked at afresh.
    private bool CanCaptureEnPassant(int from)
    {
        if ((Attacks.Pawn(_me, from) >> _position.EnPassant & 1) == 0) return false;
        var taken = 1UL << (_position.EnPassant ^ 8);
        var after = (_occupied ^ 1UL << from ^ taken) | 1UL << _position.EnPassant;
        return (_position.Attackers(_king, after) & _theirs & ~taken) == 0;
    }

    private void AddPieces(ref MoveSets sets)
    {
        var (piece, count) = sets.Next;
        for (var left = _mine & ~(_position.Of(Piece.Pawn) | _position.Of(Piece.King)); left != 0; left &= left - 1)
        {
            var from = Attacks.First(left);
            var to = Attacks.Of(_position.PieceAt(from), from, _occupied) & ~_mine & Allowed(from);
            count += BitOperations.PopCount(to);
            sets.Put(piece, from, to, count);
            piece += to != 0 ? 1 : 0;
        }

        sets.EndPieces(piece, count);
    }

    private void AddCastling(ref MoveSets sets)
    {
        for (var right = 2 * _me; right < 2 * _me + 2; right++)
        {
            if ((_position.Castling >> right & 1) != 0 && CanCastle(right, out var rook, out var kingTo))
                sets.AddCastling((right & 1) == 0, _position.TakesRook ? rook : kingTo);
        }
    }

    // Nothing but the two between them and where they go, and no attack on the king's way. Where the king arrives the rook has left
    // its square, from which it may have sheltered the king.
    private bool CanCastle(int right, out int rook, out int kingTo)
    {
        rook = _position.CastlingRook(right);
        (kingTo, var rookTo) = Position.CastlingTargets(right);
        var (king, passed) = (1UL << _king, Attacks.Between(_king, kingTo) | 1UL << kingTo);
        var free = passed | Attacks.Between(rook, rookTo) | 1UL << rookTo;
        if ((free & _occupied & ~king & ~(1UL << rook)) != 0 || (passed & _attacked) != 0) return false;
        var after = (_occupied ^ king) & ~(1UL << rook) | 1UL << rookTo;
        return (_position.Attackers(kingTo, after) & _theirs) == 0;
    }
}
