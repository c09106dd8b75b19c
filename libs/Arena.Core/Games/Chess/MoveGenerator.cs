namespace Arena.Core.Games.Chess;

/// <summary>
/// Legal moves without trying them: checks leave only squares that answer them, pins only the line of the pin. King's
/// steps, castling and en passant look at the squares themselves.
/// </summary>
internal ref struct MoveGenerator
{
    /// <summary>The most legal moves of any position that has been found (Petrović 1964).</summary>
    public const int MostMoves = 218;

    private readonly ref readonly Position _position;
    private readonly Span<ushort> _moves;
    private readonly int _me, _other, _king;
    private readonly ulong _mine, _theirs, _occupied;
    private readonly ulong _answers;  // where other pieces than the king may go
    private readonly ulong _pinned;
    private int _count;

    private MoveGenerator(ref readonly Position position, Span<ushort> moves)
    {
        _position = ref position;
        _moves = moves;
        (_me, _other) = (position.Seat, 1 - position.Seat);
        (_mine, _theirs, _occupied) = (position.Of(_me), position.Of(_other), position.Occupied);
        _king = position.King(_me);
        var checkers = position.Attackers(_king, _occupied) & _theirs;
        _answers = checkers == 0 ? ~0UL : (checkers & (checkers - 1)) != 0 ? 0 : checkers | Attacks.Between(_king, Attacks.First(checkers));
        _pinned = Pinned();
    }

    /// <summary>Writes the legal moves as actions and returns how many there are.</summary>
    public static int Generate(ref readonly Position position, Span<ushort> moves)
    {
        var generator = new MoveGenerator(in position, moves);
        generator.AddKing();
        if (generator._answers == 0) return generator._count; // two checks at once: only the king can move
        generator.AddPawns();
        generator.AddPieces();
        if (generator._answers == ~0UL) generator.AddCastling();
        return generator._count;
    }

    private readonly ulong Pinned()
    {
        var (queens, pinned) = (_position.Of(Piece.Queen), 0UL);
        var snipers = _theirs & (
            (Attacks.Rook(_king, _theirs) & (_position.Of(Piece.Rook) | queens)) |
            (Attacks.Bishop(_king, _theirs) & (_position.Of(Piece.Bishop) | queens)));
        for (; snipers != 0; snipers &= snipers - 1)
        {
            var between = Attacks.Between(_king, Attacks.First(snipers)) & _mine;
            if ((between & (between - 1)) == 0) pinned |= between;
        }

        return pinned;
    }

    private readonly bool IsSafe(int square, ulong occupied) => (_position.Attackers(square, occupied) & _theirs) == 0;

    private void AddKing()
    {
        var without = _occupied ^ 1UL << _king; // the king does not shelter the square behind itself
        for (var to = Attacks.King(_king) & ~_mine; to != 0; to &= to - 1)
            if (IsSafe(Attacks.First(to), without)) Add(_king, Attacks.First(to));
    }

    private void AddPieces()
    {
        for (var left = _mine & ~(_position.Of(Piece.Pawn) | _position.Of(Piece.King)); left != 0; left &= left - 1)
        {
            var from = Attacks.First(left);
            var reached = _position.PieceAt(from) switch
            {
                Piece.Knight => Attacks.Knight(from),
                Piece.Bishop => Attacks.Bishop(from, _occupied),
                Piece.Rook => Attacks.Rook(from, _occupied),
                _ => Attacks.Bishop(from, _occupied) | Attacks.Rook(from, _occupied),
            };
            for (var to = reached & ~_mine & Allowed(from); to != 0; to &= to - 1) Add(from, Attacks.First(to));
        }
    }

    private readonly ulong Allowed(int from) => (_pinned >> from & 1) == 0 ? _answers : _answers & Attacks.Line(_king, from);

    private void AddPawns()
    {
        var (forward, startRank) = _me == 0 ? (8, 1) : (-8, 6);
        for (var left = _position.Of(_me, Piece.Pawn); left != 0; left &= left - 1)
        {
            var from = Attacks.First(left);
            var allowed = Allowed(from);
            for (var to = Attacks.Pawn(_me, from) & _theirs & allowed; to != 0; to &= to - 1) AddPawn(from, Attacks.First(to));
            if ((_occupied >> (from + forward) & 1) == 0)
            {
                if ((allowed >> (from + forward) & 1) != 0) AddPawn(from, from + forward);
                var two = from + 2 * forward;
                if (from / 8 == startRank && (_occupied >> two & 1) == 0 && (allowed >> two & 1) != 0) Add(from, two);
            }

            if (_position.EnPassant >= 0 && (Attacks.Pawn(_me, from) >> _position.EnPassant & 1) != 0) AddEnPassant(from);
        }
    }

    // Two pawns leave the board's lines at once, so pins and checks are looked at afresh.
    private void AddEnPassant(int from)
    {
        var taken = 1UL << (_position.EnPassant ^ 8);
        var after = (_occupied ^ 1UL << from ^ taken) | 1UL << _position.EnPassant;
        if ((_position.Attackers(_king, after) & _theirs & ~taken) == 0) Add(from, _position.EnPassant);
    }

    private void AddCastling()
    {
        for (var right = 2 * _me; right < 2 * _me + 2; right++)
            if ((_position.Castling >> right & 1) != 0 && CanCastle(right, out var rook, out var kingTo))
                Add(_king, _position.TakesRook ? rook : kingTo);
    }

    // Nothing but the two between them and where they go, and no attack on the king's way. Where the king arrives the rook has left
    // its square, from which it may have sheltered the king.
    private readonly bool CanCastle(int right, out int rook, out int kingTo)
    {
        rook = _position.CastlingRook(right);
        (kingTo, var rookTo) = Position.CastlingTargets(right);
        var (king, passed) = (1UL << _king, Attacks.Between(_king, kingTo) | 1UL << kingTo);
        var free = passed | Attacks.Between(rook, rookTo) | 1UL << rookTo;
        if ((free & _occupied & ~king & ~(1UL << rook)) != 0) return false;
        for (var way = passed & ~king; way != 0; way &= way - 1)
            if (!IsSafe(Attacks.First(way), _occupied ^ king)) return false;
        return IsSafe(kingTo, (_occupied ^ king) & ~(1UL << rook) | 1UL << rookTo);
    }

    private void AddPawn(int from, int to)
    {
        if (to is >= 8 and < 56)
        {
            Add(from, to);
            return;
        }

        for (var piece = Piece.Queen; piece >= Piece.Knight; piece--)
            _moves[_count++] = (ushort)new ChessMove(from, to, piece).Action;
    }

    private void Add(int from, int to) => _moves[_count++] = (ushort)(from | to << 6);
}
