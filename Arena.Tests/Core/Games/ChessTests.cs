using Arena.Core.Games;
using Arena.Core.Games.Chess;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Games;

public sealed class ChessTests
{
    private static readonly IGame Chess = NewGame.Of("chess");

    [Fact]
    public void Random_games_have_the_moves_of_the_plain_rules_and_names_that_find_them()
    {
        for (ulong seed = 0; seed < 25; seed++)
        {
            PlayOut.Random(Chess, seed, state =>
            {
                var chess = (ChessState)state;
                var slow = new SlowChess(state.ToString()!);
                Assert.Equal(slow.IsCheck, chess.IsCheck);
                var moves = chess.LegalMoves.ToArray().Select(action => ChessMove.Of(action)).ToList();
                Assert.Equal(slow.Moves().Order(StringComparer.Ordinal), moves.Select(move => move.ToString())
                    .Order(StringComparer.Ordinal));
                foreach (var move in moves)
                {
                    Assert.Equal(move, ChessMove.Parse(move.ToString()));
                    Assert.Equal(move, ChessMove.Of(move.Action));
                    Assert.Equal(move, San.Find(chess, San.Write(chess, move)));
                }
            });
        }
    }

    [Theory]
    [InlineData("k7/8/1K6/8/8/8/8/7R w - - 0 1", "h1h8", ChessEnd.Checkmate)]
    [InlineData("k7/8/1K6/8/8/8/8/2Q5 w - - 0 1", "c1c7", ChessEnd.Stalemate)]
    [InlineData("8/8/8/8/8/2k5/2p5/K7 b - - 0 1", "c2c1n", ChessEnd.DeadPosition)]
    [InlineData("8/8/8/8/8/2k5/2p5/K7 b - - 0 1", "c2c1b", ChessEnd.DeadPosition)]
    [InlineData("8/8/8/8/8/1k6/2p5/K7 b - - 0 1", "c2c1r", ChessEnd.Checkmate)]
    [InlineData("5b2/8/8/8/8/2k5/3p4/K3B3 b - - 0 1", "d2e1b", ChessEnd.DeadPosition)]    // both on dark squares
    [InlineData("2b5/8/8/8/8/2k5/3p4/K3B3 b - - 0 1", "d2e1b", ChessEnd.None)]            // one on each colour: a mate is possible
    [InlineData("1n6/8/8/8/8/2k5/3p4/K3B3 b - - 0 1", "d2e1n", ChessEnd.None)]
    [InlineData("8/8/8/8/8/2k5/7r/K7 b - - 99 80", "h2g2", ChessEnd.QuietMoves)]
    [InlineData("8/8/8/8/8/2k5/7r/K7 b - - 99 80", "h2h1", ChessEnd.QuietMoves)]
    [InlineData("8/8/8/8/8/1k6/7r/K7 b - - 99 80", "h2h1", ChessEnd.Checkmate)]           // mate goes before the fifty moves
    [InlineData("8/8/8/8/8/2k5/7r/K7 b - - 98 80", "h2g2", ChessEnd.None)]
    public void Match_ends_as_the_laws_say(string fen, string move, ChessEnd end)
    {
        var state = (ChessState)Chess.ParseState(fen);
        state.Apply(ChessMove.Parse(move)!.Value.Action);
        Assert.Equal(end, state.End);
        Assert.Equal(end != ChessEnd.None, state.IsTerminal);
    }

    [Theory]
    [InlineData(3, 8)]
    [InlineData(5, 16)]
    public void Repetition_counts_positions_from_the_start(int repetitions, int plies)
    {
        var state = (ChessState)NewGame.Of("chess", ("repetitions", repetitions)).NewState();
        string[] there = ["g1f3", "g8f6", "f3g1", "f6g8"];
        for (var ply = 0; ply < plies; ply++)
        {
            Assert.Equal(ChessEnd.None, state.End);
            state.Apply(ChessMove.Parse(there[ply % 4])!.Value.Action);
        }

        Assert.Equal(ChessEnd.Repetition, state.End);
        Assert.Equal(0.5, state.Score(0));
    }

    [Fact]
    public void Position_with_a_right_that_is_gone_is_another_position()
    {
        // The king's walk costs castling, so the start does not count towards the repetitions.
        var state = (ChessState)Chess.ParseState("4k3/8/8/8/8/8/4P3/4K2R w K - 0 1");
        string[] walk = ["e1d1", "e8d8", "d1e1", "d8e8"];
        for (var ply = 0; ply < 8; ply++) state.Apply(ChessMove.Parse(walk[ply % 4])!.Value.Action);
        Assert.Equal(ChessEnd.None, state.End);
        for (var ply = 0; ply < 4; ply++)
        {
            Assert.Equal(ChessEnd.None, state.End);
            state.Apply(ChessMove.Parse(walk[ply % 4])!.Value.Action);
            if (state.IsTerminal) break;
        }

        Assert.Equal(ChessEnd.Repetition, state.End);
    }

    [Theory]
    [InlineData("e2e4", "e4")]
    [InlineData("g1f3", "Nf3")]
    public void Names_are_san(string uci, string san)
    {
        var state = Chess.NewState();
        Assert.Equal(san, state.ActionName(0, ChessMove.Parse(uci)!.Value.Action));
    }

    [Theory]
    [InlineData("r3k2r/8/8/8/8/8/8/R3K2R w KQkq - 0 1", "e1g1", "O-O")]
    [InlineData("r3k2r/8/8/8/8/8/8/R3K2R b KQkq - 0 1", "e8c8", "O-O-O")]
    [InlineData("4k3/8/8/8/8/8/8/R4R1K w - - 0 1", "a1d1", "Rad1")]
    [InlineData("4k3/8/8/R7/8/8/8/R6K w - - 0 1", "a1a3", "R1a3")]
    [InlineData("8/k7/8/8/4Q2Q/8/8/K6Q w - - 0 1", "h4e1", "Qh4e1")]
    [InlineData("7k/8/8/8/b7/8/3N4/K4N2 w - - 0 1", "d2e4", "Ne4")]
    [InlineData("3r3k/8/8/8/8/3N4/3K4/5N2 w - - 0 1", "f1e3", "Ne3")]        // the other knight is pinned
    [InlineData("7k/4P3/8/8/8/8/8/K7 w - - 0 1", "e7e8q", "e8=Q+")]
    [InlineData("7k/P7/6K1/8/8/8/8/8 w - - 0 1", "a7a8r", "a8=R#")]
    [InlineData("4k3/8/8/3pP3/8/8/8/4K3 w - d6 0 1", "e5d6", "exd6")]
    public void San_is_as_short_as_the_standard_wants(string fen, string uci, string san)
    {
        var state = Chess.ParseState(fen);
        Assert.Equal(san, state.ActionName(state.CurrentSeat, ChessMove.Parse(uci)!.Value.Action));
    }

    [Theory]
    [InlineData("0-0", "e1g1")]
    [InlineData("O-O!?", "e1g1")]
    [InlineData("Ke1-e2", "e1e2")]
    [InlineData("Ra1xa8+", "a1a8")]
    [InlineData("Raa8", "a1a8")]    // the x of a capture may be missing
    [InlineData("Nf3", null)]
    [InlineData("", null)]
    [InlineData("O-O-O-O", null)]
    [InlineData("Rh9", null)]
    public void San_is_read_with_the_customary_liberties(string san, string? uci)
    {
        var state = (ChessState)Chess.ParseState("r3k2r/8/8/8/8/8/8/R3K2R w KQkq - 0 1");
        Assert.Equal(uci, San.Find(state, san)?.ToString());
    }

    [Theory]
    [InlineData("rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1")]
    [InlineData("r3k2r/Pppp1ppp/1b3nbN/nP6/BBP1P3/q4N2/Pp1P2PP/R2Q1RK1 w kq - 0 1")]
    [InlineData("4k3/8/8/3pP3/8/8/8/4K3 w - d6 0 33")]
    public void Fen_reads_back(string fen) => Assert.Equal(fen, Chess.ParseState(fen).ToString());

    [Fact]
    public void En_passant_that_nobody_can_play_is_no_part_of_the_position() =>
        Assert.Equal("4k3/8/8/3p4/8/8/8/4K3 w - - 0 1", Chess.ParseState("4k3/8/8/3p4/8/8/8/4K3 w - d6 0 1").ToString());

    [Theory]
    [InlineData("", "found 0 fields")]
    [InlineData("8/8/8/8/8/8/8/8 w - - 0 1", "found 0 white kings")]
    [InlineData("kk6/8/8/8/8/8/8/K7 w - - 0 1", "found 2 black kings")]
    [InlineData("4k3/8/8/8/8/8/8/4K2P w - - 0 1", "a pawn on the first or last rank")]
    [InlineData("4k3/8/8/8/8/8/8/4K2R x - - 0 1", "\"x\" to move")]
    [InlineData("4k3/8/8/8/8/8/8/4K2R w Q - 0 1", "castling 'Q'")]
    [InlineData("r3k2r/8/8/8/8/8/8/R3K2R w KQkqK - 0 1", "castling \"KQkqK\"; wanted each right once")]
    [InlineData("r3k2r/8/8/8/8/8/8/R3K2R w KQkqq - 0 1", "castling \"KQkqq\"; wanted each right once")]
    [InlineData("r3k2r/8/8/8/8/8/8/R3K2R w HKq - 0 1", "castling \"HKq\"; wanted each right once")]
    [InlineData("4k3/8/8/8/8/8/8/4K2R w - e3 0 1", "en passant \"e3\"")]
    [InlineData("4k3/8/8/8/8/8/9/4K2R w - - 0 1", "'9' on rank 2")]
    [InlineData("4k3/8/8/8/8/8/7/4K2R w - - 0 1", "7 squares on rank 2")]
    [InlineData("4k2R/8/8/8/8/8/8/4K3 w - - 0 1", "a king that could be taken")]
    [InlineData("4k3/8/8/8/8/8/8/4K2R w - - 101 1", "\"101\"")]
    [InlineData("4k3/8/8/8/8/8/8/4K2R w - - 0 99999999999", "\"99999999999\"")]
    [InlineData("QQQQQQQQ/QQQQQQQQ/Q6k/8/8/8/8/4K3 b - - 0 1", "18 white pieces")]
    public void Wrong_fen_says_what_is_wrong(string fen, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => Chess.ParseState(fen)).Message);
}
