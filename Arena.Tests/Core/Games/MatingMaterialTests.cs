using Arena.Core.Games;
using Arena.Core.Games.Chess;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Games;

public sealed class MatingMaterialTests
{
    private static readonly ChessGame _chess = (ChessGame)NewGame.Of("chess");

    // White's and Black's pieces beside the kings; whether White can mate.
    [Theory]
    [InlineData("", "", false)]
    [InlineData("", "qrbnp", false)]
    [InlineData("P", "", true)]
    [InlineData("R", "q", true)]
    [InlineData("Q", "", true)]
    [InlineData("N", "", false)]
    [InlineData("N", "qq", false)]
    [InlineData("N", "r", true)]
    [InlineData("N", "b", true)]
    [InlineData("N", "n", true)]
    [InlineData("N", "p", true)]
    [InlineData("NN", "", true)]
    [InlineData("BN", "", true)]
    [InlineData("B", "", false)]
    [InlineData("B", "qr", false)]
    [InlineData("B", "n", true)]
    [InlineData("B", "p", true)]
    public void Side_can_mate_as_the_material_says(string white, string black, bool can)
    {
        var state = State(white, black);
        Assert.Equal(can, MatingMaterial.CanMate(in state.Position, 0));
        Assert.Equal(!can, state.IsDrawnOnTime(1));
    }

    [Theory]
    [InlineData("8/8/3k4/8/8/3K4/8/2B2B2 w - - 0 1", true)]   // on both colours
    [InlineData("8/8/3k4/8/8/3K4/5B2/2B1B3 w - - 0 1", false)] // all on dark squares
    [InlineData("2b5/8/3k4/8/8/3K4/8/2B5 w - - 0 1", true)]
    [InlineData("5b2/8/3k4/8/8/3K4/8/2B5 w - - 0 1", false)]
    public void Bishops_are_told_apart_by_the_colour_of_their_squares(string fen, bool can)
    {
        var state = (ChessState)_chess.ParseState(fen);
        Assert.Equal(can, MatingMaterial.CanMate(in state.Position, 0));
    }

    // One piece each: every position there is, with the mated king in one eighth of the board, which the others mirror.
    [Theory]
    [InlineData(Piece.Knight, Piece.Queen)]
    [InlineData(Piece.Knight, Piece.Rook)]
    [InlineData(Piece.Knight, Piece.Bishop)]
    [InlineData(Piece.Knight, Piece.Knight)]
    [InlineData(Piece.Bishop, Piece.Queen)]
    [InlineData(Piece.Bishop, Piece.Rook)]
    [InlineData(Piece.Bishop, Piece.Bishop)]
    [InlineData(Piece.Bishop, Piece.Knight)]
    public void Mate_is_on_the_board_exactly_where_the_material_allows_one(Piece white, Piece black)
    {
        var (allowed, forbidden) = (false, false);
        Span<ushort> moves = stackalloc ushort[MoveGenerator.MostMoves];
        foreach (var king in (int[])[0, 1, 2, 3, 9, 10, 11, 18, 19, 27])
        {
            for (var rest = 0; rest < 64 * 64 * 64; rest++)
            {
                var (attacker, piece, other) = (rest & 63, rest >> 6 & 63, rest >> 12);
                var position = new Position { Seat = 1, EnPassant = -1 };
                if (((1UL << king) | (1UL << attacker) | (1UL << piece) | (1UL << other)) is var all && ulong.PopCount(all) < 4)
                    continue;
                position.Toggle(1, Piece.King, king);
                position.Toggle(0, Piece.King, attacker);
                position.Toggle(0, white, piece);
                position.Toggle(1, black, other);
                if (position.Checkers == 0 || (position.Attackers(attacker, all) & position.Of(1)) != 0)
                    continue;
                if (MoveGenerator.Generate(in position, moves) > 0)
                    continue;
                if (MatingMaterial.CanMate(in position, 0)) allowed = true;
                else forbidden = true;
            }
        }

        Assert.False(forbidden, "there is a mate that the material is said not to allow");
        Assert.Equal((white, black) is not (Piece.Knight or Piece.Bishop, Piece.Queen) and not (Piece.Bishop, Piece.Rook), allowed);
    }

    private static ChessState State(string white, string black)
    {
        var position = new Position { Seat = 1, EnPassant = -1, Number = 1 };
        position.Toggle(0, Piece.King, 0);
        position.Toggle(1, Piece.King, 63);
        // Knights, bishops and pawns apart from the kings' lines; the attacker's check is no matter here.
        foreach (var (letter, i) in white.Select((letter, i) => (letter, i))) position.Toggle(0, PieceOf(letter), 24 + i);
        foreach (var (letter, i) in black.Select((letter, i) => (letter, i))) position.Toggle(1, PieceOf(letter), 34 + i);
        position.FinishKey();
        return new ChessState(_chess, position);
    }

    private static Piece PieceOf(char letter) =>
        (Piece)ChessMove.Letters.IndexOf(char.ToLowerInvariant(letter), StringComparison.Ordinal);
}
