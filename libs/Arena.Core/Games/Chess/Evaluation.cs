using System.Numerics;

namespace Arena.Core.Games.Chess;

/// <summary>What pieces are worth to searchers, in hundredths of a pawn.</summary>
internal static class Evaluation
{
    private static readonly int[] Worths = [0, 320, 330, 500, 950, 100, 0]; // by piece

    // Rings of squares around the centre, inner ones first.
    private static readonly ulong[] Rings = [0x0000_0018_1800_0000, 0x0000_3C3C_3C3C_0000, 0x007E_7E7E_7E7E_7E00];

    public static int Worth(Piece piece) => Worths[(int)piece];

    /// <summary>White's lead: material, light pieces and pawns better in the centre, and pawns better the further they are.</summary>
    public static int Balance(ref readonly Position position) => Side(in position, 0) - Side(in position, 1);

    private static int Side(ref readonly Position position, int seat)
    {
        var sum = 0;
        for (var piece = Piece.Knight; piece <= Piece.Pawn; piece++)
            sum += Worth(piece) * BitOperations.PopCount(position.Of(seat, piece));
        var active = position.Of(seat, Piece.Knight) | position.Of(seat, Piece.Bishop) | position.Of(seat, Piece.Pawn);
        foreach (var ring in Rings) sum += 8 * BitOperations.PopCount(active & ring);
        for (var pawns = position.Of(seat, Piece.Pawn); pawns != 0; pawns &= pawns - 1)
        {
            var rank = Attacks.First(pawns) / 8;
            var advance = seat == 0 ? rank - 1 : 6 - rank;
            sum += advance * advance;
        }

        return sum;
    }
}
