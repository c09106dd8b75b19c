using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Arena.Core.Games.Chess;

/// <summary>
/// The legal moves of a position as a set of squares for each piece that can move: enough to count them, to know one again and to
/// pick one, without writing down any. Their order is that in which they are listed: the king's steps, pawns, other pieces,
/// castling, each by squares; of a pawn captures, steps, en passant, and of promotions the queen first.
/// </summary>
internal struct MoveSets
{
    private const int Promotions = 4;
    private const ulong LastRanks = 0xFF00_0000_0000_00FF;

    private Bytes _from;
    private Bytes _ends;              // by piece: how many moves there are with its own
    private Targets _to;
    private int _pieces;              // pieces that can move
    private int _pawnsFrom, _pawnsTo; // which of them are pawns
    private int _enPassant;           // the square, -1 where nobody captures so
    private int _king, _short, _long; // castling: the king's square and where it goes, -1 where it cannot

    [InlineArray(16)]
    private struct Bytes
    {
        private byte _first;
    }

    [InlineArray(16)]
    private struct Targets
    {
        private ulong _first;
    }

    /// <summary>How many moves there are.</summary>
    public int Count { get; private set; }

    /// <summary>Begins with the king's steps.</summary>
    public void Begin(int king, ulong steps)
    {
        (_enPassant, _king, _short, _long) = (-1, king, -1, -1);
        Count = BitOperations.PopCount(steps);
        Put(0, king, steps, Count);
        _pieces = _pawnsFrom = _pawnsTo = steps == 0 ? 0 : 1;
    }

    /// <summary>Where the next piece is put, and how many moves there are so far.</summary>
    public readonly (int Piece, int Count) Next => (_pieces, Count);

    /// <summary>Puts down a piece's moves; where there are none the next piece takes its place, which spares a branch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int piece, int from, ulong to, int end) => (_from[piece], _to[piece], _ends[piece]) = ((byte)from, to, (byte)end);

    /// <summary>All pawns are put down.</summary>
    public void EndPawns(int pieces, int count, int enPassant) =>
        (_pawnsTo, _pieces, Count, _enPassant) = (pieces, pieces, count, enPassant);

    /// <summary>All other pieces are put down.</summary>
    public void EndPieces(int pieces, int count) => (_pieces, Count) = (pieces, count);

    public void AddCastling(bool isShort, int to)
    {
        if (isShort) _short = to;
        else _long = to;
        Count++;
    }

    /// <summary>How many moves a pawn has with these targets: those to the last rank are four each.</summary>
    public static int CountPawn(ulong to) => BitOperations.PopCount(to) + (Promotions - 1) * BitOperations.PopCount(to & LastRanks);

    /// <summary>Whether the action is among them.</summary>
    public readonly bool Contains(int action)
    {
        var move = ChessMove.Of(action);
        var found = Vector128.Equals(Vector128.LoadUnsafe(in _from[0]), Vector128.Create((byte)move.From)).ExtractMostSignificantBits()
            & ((1u << _pieces) - 1);
        var piece = BitOperations.TrailingZeroCount(found);
        if (found == 0 || (_to[piece] >> move.To & 1) == 0)
            return move.From == _king && move.Promotion == Piece.None && (move.To == _short || move.To == _long);
        var promotes = piece >= _pawnsFrom && piece < _pawnsTo && (LastRanks >> move.To & 1) != 0;
        return promotes ? move.Promotion is >= Piece.Knight and <= Piece.Queen : move.Promotion == Piece.None;
    }

    /// <summary>The move of that number, from 0, in their order.</summary>
    public readonly int At(int index)
    {
        var beyond = Vector128.GreaterThan(Vector128.LoadUnsafe(in _ends[0]), Vector128.Create((byte)index)).ExtractMostSignificantBits()
            & ((1u << _pieces) - 1);
        if (beyond == 0) return _king | (_short >= 0 && index < Count - (_long >= 0 ? 1 : 0) ? _short : _long) << 6;
        var piece = BitOperations.TrailingZeroCount(beyond);
        // Not 'piece == 0': without the instruction tzcnt the compiler takes that from the wrong flag (dotnet/runtime#133783).
        index -= (beyond & 1) != 0 ? 0 : _ends[piece - 1];
        var (from, to) = (_from[piece], _to[piece]);
        return piece >= _pawnsFrom && piece < _pawnsTo ? PawnAt(from, to, index) : from | Select(to, index) << 6;
    }

    /// <summary>Writes all of them in their order.</summary>
    public readonly void Write(Span<ushort> moves)
    {
        var count = 0;
        for (var piece = 0; piece < _pieces; piece++)
        {
            var from = _from[piece];
            if (piece >= _pawnsFrom && piece < _pawnsTo)
            {
                WritePawn(from, _to[piece], moves, ref count);
                continue;
            }

            for (var to = _to[piece]; to != 0; to &= to - 1) moves[count++] = (ushort)(from | Attacks.First(to) << 6);
        }

        if (_short >= 0) moves[count++] = (ushort)(_king | _short << 6);
        if (_long >= 0) moves[count] = (ushort)(_king | _long << 6);
    }

    private readonly int PawnAt(int from, ulong to, int index)
    {
        if ((to & LastRanks) != 0)
        {
            Span<ushort> moves = stackalloc ushort[3 * Promotions];
            var count = 0;
            WritePawn(from, to, moves, ref count);
            return moves[index];
        }

        var (captures, one, two, passed) = Parts(from, to);
        var captured = BitOperations.PopCount(captures);
        if (index < captured) return from | Select(captures, index) << 6;
        index -= captured;
        var step = one != 0 && index-- == 0 ? one : two != 0 && index == 0 ? two : passed;
        return from | Attacks.First(step) << 6;
    }

    private readonly void WritePawn(int from, ulong to, Span<ushort> moves, ref int count)
    {
        var (captures, one, two, passed) = Parts(from, to);
        WriteTargets(from, captures, moves, ref count);
        WriteTargets(from, one, moves, ref count);
        WriteTargets(from, two, moves, ref count);
        WriteTargets(from, passed, moves, ref count);
    }

    // A pawn's targets in their order.
    private readonly (ulong Captures, ulong One, ulong Two, ulong Passed) Parts(int from, ulong to)
    {
        var ahead = to & Attacks.File(from & 7);
        var passed = _enPassant < 0 ? 0 : to & ~ahead & 1UL << _enPassant;
        var one = ahead & Attacks.King(from);
        return (to & ~ahead & ~passed, one, ahead & ~one, passed);
    }

    private static void WriteTargets(int from, ulong to, Span<ushort> moves, ref int count)
    {
        for (; to != 0; to &= to - 1)
        {
            var square = Attacks.First(to);
            if ((LastRanks >> square & 1) == 0)
            {
                moves[count++] = (ushort)(from | square << 6);
                continue;
            }

            for (var piece = Piece.Queen; piece >= Piece.Knight; piece--)
                moves[count++] = (ushort)new ChessMove(from, square, piece).Action;
        }
    }

    // The square of that number in a set.
    private static int Select(ulong squares, int index)
    {
        for (; index > 0; index--) squares &= squares - 1;
        return Attacks.First(squares);
    }
}
