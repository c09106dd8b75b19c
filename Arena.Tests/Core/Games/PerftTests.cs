using Arena.Core.Games;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Games;

public sealed class PerftTests
{
    // Published counts; every one of them crosses finished games.
    [Theory]
    [InlineData("tic_tac_toe", 5, 15_120)]
    [InlineData("tic_tac_toe", 6, 54_720)]
    [InlineData("tic_tac_toe", 9, 127_872)]
    [InlineData("connect_four", 1, 7)]
    [InlineData("connect_four", 4, 2_401)]
    [InlineData("connect_four", 7, 823_536)]
    [InlineData("othello", 1, 4)]
    [InlineData("othello", 2, 12)]
    [InlineData("othello", 3, 56)]
    [InlineData("othello", 4, 244)]
    [InlineData("othello", 5, 1_396)]
    [InlineData("othello", 6, 8_200)]
    [InlineData("othello", 7, 55_092)]
    [InlineData("othello", 8, 390_216)]
    [InlineData("othello", 9, 3_005_288)]
    [InlineData("breakthrough", 1, 22)]
    [InlineData("breakthrough", 2, 484)]
    [InlineData("breakthrough", 3, 11_132)]
    [InlineData("breakthrough", 4, 256_036)]
    [InlineData("chess", 1, 20)]
    [InlineData("chess", 2, 400)]
    [InlineData("chess", 3, 8_902)]
    [InlineData("chess", 4, 197_281)]
    [InlineData("chess", 5, 4_865_609)]
    public void Perft_counts_what_is_published(string game, int plies, long expected) =>
        Assert.Equal(expected, Perft.Count(NewGame.Of(game).ForPerft.NewState(), plies));

    // The positions of the chess programming wiki, and M. Sedlak's, each of which is about one rule.
    [Theory]
    [InlineData("r3k2r/p1ppqpb1/bn2pnp1/3PN3/1p2P3/2N2Q1p/PPPBBPPP/R3K2R w KQkq - 0 1", 4, 4_085_603)]
    [InlineData("8/2p5/3p4/KP5r/1R3p1k/8/4P1P1/8 w - - 0 1", 5, 674_624)]
    [InlineData("r3k2r/Pppp1ppp/1b3nbN/nP6/BBP1P3/q4N2/Pp1P2PP/R2Q1RK1 w kq - 0 1", 4, 422_333)]
    [InlineData("rnbq1k1r/pp1Pbppp/2p5/8/2B5/8/PPP1NnPP/RNBQK2R w KQ - 1 8", 4, 2_103_487)]
    [InlineData("r4rk1/1pp1qppp/p1np1n2/2b1p1B1/2B1P1b1/P1NP1N2/1PP1QPPP/R4RK1 w - - 0 10", 4, 3_894_594)]
    [InlineData("3k4/3p4/8/K1P4r/8/8/8/8 b - - 0 1", 6, 1_134_888)]         // en passant would uncover a check
    [InlineData("8/8/4k3/8/2p5/8/B2P2K1/8 w - - 0 1", 6, 1_015_133)]
    [InlineData("8/8/1k6/2b5/2pP4/8/5K2/8 b - d3 0 1", 6, 1_440_467)]       // en passant answers a check
    [InlineData("5k2/8/8/8/8/8/8/4K2R w K - 0 1", 6, 661_072)]              // castling gives check
    [InlineData("3k4/8/8/8/8/8/8/R3K3 w Q - 0 1", 6, 803_711)]
    [InlineData("r3k2r/1b4bq/8/8/8/8/7B/R3K2R w KQkq - 0 1", 4, 1_274_206)] // rights lost with the rook
    [InlineData("r3k2r/8/3Q4/8/8/5q2/8/R3K2R b KQkq - 0 1", 4, 1_720_476)]  // castling through check
    [InlineData("2K2r2/4P3/8/8/8/8/8/3k4 w - - 0 1", 5, 266_199)]           // promotion out of check
    [InlineData("8/8/1P2K3/8/2n5/1q6/8/5k2 b - - 0 1", 5, 1_004_658)]       // discovered check
    [InlineData("4k3/1P6/8/8/8/8/K7/8 w - - 0 1", 6, 217_342)]              // promotion gives check
    [InlineData("8/P1k5/K7/8/8/8/8/8 w - - 0 1", 6, 92_683)]
    [InlineData("K1k5/8/P7/8/8/8/8/8 w - - 0 1", 6, 2_217)]                 // stalemate
    [InlineData("8/k1P5/8/1K6/8/8/8/8 w - - 0 1", 7, 567_584)]
    [InlineData("8/8/2k5/5q2/5n2/8/5K2/8 b - - 0 1", 4, 23_527)]
    public void Perft_of_chess_positions_counts_what_is_published(string fen, int plies, long expected) =>
        Assert.Equal(expected, Perft.Count(NewGame.Of("chess").ForPerft.ParseState(fen), plies));

    // Cards and passes and bets; joint choices of two; the end of the game ends the sequences.
    [Theory]
    [InlineData("kuhn_poker", 1, 3)]
    [InlineData("kuhn_poker", 2, 6)]
    [InlineData("kuhn_poker", 4, 24)]
    [InlineData("kuhn_poker", 5, 12)]
    [InlineData("kuhn_poker", 6, 0)]
    [InlineData("leduc_poker", 3, 60)]
    [InlineData("matrix_rps", 1, 9)]
    [InlineData("matrix_rps", 2, 0)]
    [InlineData("ipd", 5, 1_024)]
    public void Perft_counts_chance_outcomes_and_joint_choices_as_moves(string game, int plies, long expected) =>
        Assert.Equal(expected, Perft.Count(NewGame.Of(game).NewState(), plies));

    // Fractal counts of the start, by first move (chess programming wiki: perft 3 divided).
    [Fact]
    public void Divide_names_the_moves_and_adds_up()
    {
        var divided = Perft.Divide(NewGame.Of("chess").NewState(), 3).ToDictionary(m => m.Move, m => m.Count);
        Assert.Equal(20, divided.Count);
        Assert.Equal((600, 380, 440), (divided["e4"], divided["f3"], divided["Nf3"]));
        Assert.Equal(8_902, divided.Values.Sum());
    }
}
