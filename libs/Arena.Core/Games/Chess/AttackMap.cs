using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Arena.Core.Games.Chess;

/// <summary>
/// All squares that a side attacks. Sliding pieces are filled in eight directions at once, four to a vector (the Kogge-Stone fill of the
/// chess programming literature), without a branch for any piece; where a processor cannot shift so, they are looked up one by one.
/// </summary>
internal static class AttackMap
{
    private const ulong NotFileA = 0xFEFE_FEFE_FEFE_FEFE, NotFileH = 0x7F7F_7F7F_7F7F_7F7F;
    private const ulong NotFilesAB = 0xFCFC_FCFC_FCFC_FCFC, NotFilesGH = 0x3F3F_3F3F_3F3F_3F3F;

    /// <summary>What the seat attacks if these squares were occupied.</summary>
    public static ulong Of(ref readonly Position position, int seat, ulong occupied)
    {
        var (mine, queens) = (position.Of(seat), position.Of(Piece.Queen));
        var (straight, diagonal) = (mine & (position.Of(Piece.Rook) | queens), mine & (position.Of(Piece.Bishop) | queens));
        return Pawns(seat, position.Of(seat, Piece.Pawn))
            | Knights(position.Of(seat, Piece.Knight))
            | Attacks.King(position.King(seat))
            | (Avx2.IsSupported ? Filled(straight, diagonal, ~occupied) : LookedUp(straight, diagonal, occupied));
    }

    private static ulong Pawns(int seat, ulong pawns) => seat == 0
        ? (pawns & NotFileA) << 7 | (pawns & NotFileH) << 9
        : (pawns & NotFileA) >> 9 | (pawns & NotFileH) >> 7;

    private static ulong Knights(ulong knights)
    {
        var (one, two) = ((knights & NotFileA) >> 1 | (knights & NotFileH) << 1, (knights & NotFilesAB) >> 2 | (knights & NotFilesGH) << 2);
        return one << 16 | one >> 16 | two << 8 | two >> 8;
    }

    /// <summary>By vectors; for processors with AVX2.</summary>
    internal static ulong Filled(ulong straight, ulong diagonal, ulong free)
    {
        // East, north-west, north, north-east; shifted right the opposite ones. Nothing goes round the board's edge.
        var steps = Vector256.Create(1UL, 7, 8, 9);
        var up = Vector256.Create(NotFileA, NotFileH, ~0UL, NotFileA);
        var down = Vector256.Create(NotFileH, NotFileA, ~0UL, NotFileH);
        var from = Vector256.Create(straight, diagonal, straight, diagonal);
        var (onUp, onDown) = (Vector256.Create(free) & up, Vector256.Create(free) & down);
        var (filledUp, filledDown) = (from, from);
        var shift = steps;
        for (var doubling = 0; doubling < 3; doubling++)
        {
            filledUp |= onUp & Avx2.ShiftLeftLogicalVariable(filledUp, shift);
            onUp &= Avx2.ShiftLeftLogicalVariable(onUp, shift);
            filledDown |= onDown & Avx2.ShiftRightLogicalVariable(filledDown, shift);
            onDown &= Avx2.ShiftRightLogicalVariable(onDown, shift);
            shift += shift;
        }

        var reached = (Avx2.ShiftLeftLogicalVariable(filledUp, steps) & up) | (Avx2.ShiftRightLogicalVariable(filledDown, steps) & down);
        var half = reached.GetLower() | reached.GetUpper();
        return half[0] | half[1];
    }

    /// <summary>Piece by piece.</summary>
    internal static ulong LookedUp(ulong straight, ulong diagonal, ulong occupied)
    {
        var attacked = 0UL;
        for (; straight != 0; straight &= straight - 1) attacked |= Attacks.Rook(Attacks.First(straight), occupied);
        for (; diagonal != 0; diagonal &= diagonal - 1) attacked |= Attacks.Bishop(Attacks.First(diagonal), occupied);
        return attacked;
    }
}
