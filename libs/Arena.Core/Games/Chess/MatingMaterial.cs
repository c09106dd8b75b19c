using System.Numerics;

namespace Arena.Core.Games.Chess;

/// <summary>
/// Who can still mate, by what stands on the board. A side that cannot has no mate by any series of legal moves, the other's
/// worst included: a bare king; a knight against nothing but queens; bishops of one colour of square where neither a knight, nor
/// a pawn, nor a bishop of the other colour is left. Where the pieces stand is not looked at, so a wall of blocked pawns
/// counts as material to mate with.
/// </summary>
internal static class MatingMaterial
{
    private const ulong LightSquares = 0x55AA_55AA_55AA_55AA;

    /// <summary>Whether neither side can mate: the position is dead.</summary>
    public static bool IsDead(ref readonly Position position)
    {
        if ((position.Of(Piece.Pawn) | position.Of(Piece.Rook) | position.Of(Piece.Queen)) != 0)
            return false;
        return !CanMate(in position, 0) && !CanMate(in position, 1);
    }

    public static bool CanMate(ref readonly Position position, int seat)
    {
        var (pawns, knights, bishops) = (position.Of(Piece.Pawn), position.Of(Piece.Knight), position.Of(Piece.Bishop));
        var (mine, theirs) = (position.Of(seat), position.Of(1 - seat));
        if ((mine & (pawns | position.Of(Piece.Rook) | position.Of(Piece.Queen))) != 0)
            return true;

        // Two pieces mate if the other side does its worst; one knight needs a piece that stands in its own king's way.
        if ((mine & knights) != 0)
            return BitOperations.PopCount(mine) > 2 || (theirs & (pawns | knights | bishops | position.Of(Piece.Rook))) != 0;
        if ((mine & bishops) == 0)
            return false;
        var onBothColours = (bishops & LightSquares) != 0 && (bishops & ~LightSquares) != 0;
        return onBothColours || (pawns | knights) != 0;
    }
}
