using Arena.Core.Primitives;

namespace Arena.Core.Games.Chess;

/// <summary>Random numbers for each thing that tells positions apart (A. L. Zobrist, "A New Hashing Method", 1970).</summary>
internal static class PositionKeys
{
    private static readonly ulong[] Pieces = new ulong[2 * 7 * 64];
    private static readonly ulong[] Castling = new ulong[16];
    private static readonly ulong[] EnPassantFile = new ulong[8];

    static PositionKeys()
    {
        var dice = new Dice(new Seed(1970));
        foreach (var table in (ulong[][])[Pieces, Castling, EnPassantFile])
            for (var i = 0; i < table.Length; i++) table[i] = dice.NextUInt64();
        Turn = dice.NextUInt64();
    }

    public static ulong Turn { get; }

    public static ulong Of(int seat, Piece piece, int square) => Pieces[(seat * 7 + (int)piece) * 64 + square];

    public static ulong OfRights(int castling, int enPassant) => Castling[castling] ^ (enPassant < 0 ? 0 : EnPassantFile[enPassant & 7]);
}
