using Arena.Core.Games;
using Arena.Core.Games.Chess;
using Arena.Core.Matches;
using Arena.Core.Pgn;
using Arena.Core.Primitives;
using Arena.Core.Records;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Games;

public sealed class Chess960Tests
{
    private static readonly ChessGame _game = (ChessGame)NewGame.Of("chess", ("variant", 1));
    private static readonly ChessGame _double = (ChessGame)NewGame.Of("chess", ("variant", 2));

    // Ethereal's fischer.epd, as the chess programming wiki has it: the start position of each number, some moves on.
    [Theory]
    [InlineData("bqnb1rkr/pp3ppp/3ppn2/2p5/5P2/P2P4/NPP1P1PP/BQ1BNRKR w HFhf - 2 9", 4, 326_672)]
    [InlineData("2nnrbkr/p1qppppp/8/1ppb4/6PP/3PP3/PPP2P2/BQNNRBKR w HEhe - 1 9", 4, 667_366)]
    [InlineData("b1q1rrkb/pppppppp/3nn3/8/P7/1PPP4/4PPPP/BQNNRKRB w GE - 1 9", 4, 273_318)]
    [InlineData("qbbnnrkr/2pp2pp/p7/1p2pp2/8/P3PP2/1PPP1KPP/QBBNNR1R w hf - 0 9", 4, 382_958)]
    [InlineData("qnbnr1kr/ppp1b1pp/4p3/3p1p2/8/2NPP3/PPP1BPPP/QNB1R1KR w HEhe - 1 9", 4, 824_055)]
    [InlineData("q1bnrkr1/ppppp2p/2n2p2/4b1p1/2NP4/8/PPP1PPPP/QNB1RRKB w ge - 1 9", 4, 732_757)]
    [InlineData("qn1rbbkr/ppp2p1p/1n1pp1p1/8/3P4/P6P/1PP1PPPK/QNNRBB1R w hd - 2 9", 4, 679_699)]
    [InlineData("qnr1bkrb/pppp2pp/3np3/5p2/8/P2P2P1/NPP1PP1P/QN1RBKRB w GDg - 3 9", 4, 713_420)]
    [InlineData("bnqnrbkr/1pp2pp1/p7/3pP2p/4P1P1/8/PPPP3P/BNQNRBKR w HEhe d6 0 9", 4, 962_591)]
    [InlineData("n1bb1rkr/qpnppppp/2p5/p7/P1P5/5P2/1P1PPRPP/NQBBN1KR w Hhf - 1 9", 4, 505_089)]
    [InlineData("nqn2krb/p1prpppp/1pbp4/7P/5P2/8/PPPPPKP1/NQNRB1RB w g - 3 9", 4, 248_069)]
    [InlineData("nnr1kqbr/pp1pp1p1/2p5/b4p1p/P7/1PNP4/2P1PPPP/N1RBKQBR w HChc - 1 9", 4, 227_044)]
    [InlineData("nnrkbbqr/1p2pppp/p2p4/2p5/8/1N2P1P1/PPPP1P1P/1NKRBBQR w hc - 0 9", 4, 477_801)]
    [InlineData("nnrkrbbq/pppp2pp/8/4pp2/4P3/P7/1PPPBPPP/NNKRR1BQ w c - 0 9", 4, 636_041)]
    [InlineData("bbq1rnkr/pnp1pp1p/1p1p4/6p1/2P5/2Q1P2P/PP1P1PP1/BB1NRNKR w HEhe - 2 9", 4, 811_047)]

    // Those of Disservin's chess library, in one of which the two sides began differently.
    [InlineData("rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w AHah - 0 1", 4, 197_281)]
    [InlineData("rr6/2kpp3/1ppn2p1/p2b1q1p/P4P1P/1PNN2P1/2PP4/1K2R2R b E - 1 20", 2, 1_438)]
    [InlineData("rr6/2kpp3/1ppn2p1/p2b1q1p/P4P1P/1PNN2P1/2PP4/1K2RR2 w E - 0 20", 3, 37_340)]
    [InlineData("rr6/2kpp3/1ppnb1p1/p2Q1q1p/P4P1P/1PNN2P1/2PP4/1K2RR2 b E - 2 19", 4, 2_237_725)]
    [InlineData("rr6/2kpp3/1ppnb1p1/p4q1p/P4P1P/1PNN2P1/2PP2Q1/1K2RR2 w E - 1 19", 4, 2_098_209)]

    // Double Chess960: rooks and kings on other files for White than for Black.
    [InlineData("2r1kr2/8/8/8/8/8/8/1R2K1R1 w GBfc - 0 1", 5, 6_236_222)]
    [InlineData("rkr5/8/8/8/8/8/8/5RKR w HFca - 0 1", 3, 10_217)]
    [InlineData("2r3kr/8/8/8/8/8/8/2KRR3 w h - 3 2", 3, 1_371)]
    [InlineData("5rkr/8/8/8/8/8/8/RKR5 w CAhf - 0 1", 3, 10_206)]
    [InlineData("3rkr2/8/8/8/8/8/8/R3K2R w HAfd - 0 1", 3, 9_873)]
    [InlineData("4k3/8/8/8/8/8/8/4KR2 w F - 0 1", 3, 781)]
    [InlineData("4kr2/8/8/8/8/8/8/4K3 w f - 0 1", 3, 246)]
    [InlineData("4k3/8/8/8/8/8/8/2R1K3 w C - 0 1", 3, 1_277)]
    [InlineData("2r1k3/8/8/8/8/8/8/4K3 w c - 0 1", 3, 448)]
    public void Perft_counts_what_is_published(string fen, int plies, long expected) =>
        Assert.Equal(expected, Perft.Count(_game.ForPerft.ParseState(fen), plies));

    // R. Scharnagl's numbers, as FIDE and Wikipedia list them.
    [Theory]
    [InlineData(0, "BBQNNRKR")]
    [InlineData(1, "BQNBNRKR")]
    [InlineData(518, "RNBQKBNR")]
    [InlineData(534, "RNBKQBNR")]
    [InlineData(959, "RKRNNQBB")]
    public void Start_has_its_number(int number, string pieces) => Assert.Equal(pieces, Chess960.Pieces(number));

    [Fact]
    public void All_960_starts_differ_and_keep_the_rules()
    {
        var starts = Enumerable.Range(0, Chess960.Count).Select(Chess960.Pieces).ToList();
        Assert.Equal(960, starts.Distinct().Count());
        foreach (var start in starts)
        {
            Assert.Equal("BBKNNQRR", string.Concat(start.Order()));
            Assert.InRange(start.IndexOf('K'), start.IndexOf('R') + 1, start.LastIndexOf('R') - 1);
            Assert.NotEqual(start.IndexOf('B') % 2, start.LastIndexOf('B') % 2);
        }

        Assert.Equal(_game.NewState().ToString(), Chess960.Fen(Chess960.Standard, Chess960.Standard));
    }

    [Fact]
    public void Seed_draws_the_start_and_double_chess960_draws_two()
    {
        var starts = Enumerable.Range(0, 400).Select(seed => Ranks(_game, seed)).ToList();
        Assert.All(starts, start => Assert.Equal(start.White, start.Black));
        Assert.True(starts.Distinct().Count() > 300);
        Assert.Equal(starts[7], Ranks(_game, 7));
        var doubles = Enumerable.Range(0, 400).Select(seed => Ranks(_double, seed)).ToList();
        Assert.True(doubles.Count(start => start.White != start.Black) > 390);
        Assert.Null(NewGame.Of("chess").DrawStart(new Seed(1)));
        Assert.Same(Opening.None, Opening.Random(NewGame.Of("chess"), null, 0, new Seed(1)));
    }

    // X-FEN on the left where the rook is the outermost; a file where it is not.
    [Theory]
    [InlineData("bqnb1rkr/8/8/8/8/8/8/BQNB1RKR w HFhf - 2 9", "KQkq", "HFhf")]
    [InlineData("bqnb1rkr/8/8/8/8/8/8/BQNB1RKR w KQkq - 2 9", "KQkq", "HFhf")]
    [InlineData("7k/8/8/8/8/8/8/1K2RR2 w E - 0 1", "E", "E")]
    [InlineData("7k/8/8/8/8/8/8/1K2RR2 w F - 0 1", "K", "F")]
    [InlineData("7k/8/8/8/8/8/8/1K2RR2 w K - 0 1", "K", "F")]
    [InlineData("rr2k3/8/8/8/8/8/8/4K3 b b - 0 1", "b", "b")]
    [InlineData("rr2k3/8/8/8/8/8/8/4K3 b q - 0 1", "q", "a")]
    [InlineData("rr2k3/8/8/8/8/8/8/4K3 b - - 0 1", "-", "-")]
    [InlineData("rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w HAha - 0 1", "KQkq", "HAha")]
    public void Rights_to_castle_are_read_and_written_in_both_ways(string fen, string rights, string files)
    {
        var state = (ChessState)_game.ParseState(fen);
        Assert.Equal(rights, state.ToString().Split(' ')[2]);
        Assert.Equal(files, state.ToShredderFen().Split(' ')[2]);
        Assert.Equal(state.Key, _game.ParseState(state.ToString()).Key);
        Assert.Equal(state.ToShredderFen(), ((ChessState)_game.ParseState(state.ToShredderFen())).ToShredderFen());
    }

    [Theory]
    [InlineData("7k/8/8/8/8/8/8/1K2RR2 w X - 0 1", "castling \"X\"; wanted - or some of KQkq, or files of rooks, as in HAha")]
    [InlineData("7k/8/8/8/8/8/8/1K2RR2 w H - 0 1", "castling 'H'; wanted its king and rook on their first rank")]
    [InlineData("7k/8/8/8/8/8/1K6/4RR2 w K - 0 1", "castling 'K'; wanted its king and rook on their first rank")]
    [InlineData("7k/8/8/8/8/8/8/1K2RR2 w Q - 0 1", "castling 'Q'; wanted its king and rook on their first rank")]
    [InlineData("7k/8/8/8/8/8/8/1K2RR2 w EF - 0 1", "castling \"EF\"; wanted one rook on either side of the king")]
    public void Rights_to_castle_that_cannot_be_are_refused(string fen, string fault) =>
        Assert.Contains(fault, Assert.Throws<FormatException>(() => _game.ParseState(fen)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("QQQQQQQQ/Q6k/8/8/8/8/8/QK6 w - - 0 1", "found 0 white pawns and 9 promoted pieces; wanted at most 8 of both")]
    [InlineData("7k/8/8/8/8/8/PPPPPPPP/RRRK4 w - - 0 1", "found 8 white pawns and 1 promoted pieces; wanted at most 8 of both")]
    public void More_pieces_than_pawns_can_become_are_refused(string fen, string fault) =>
        Assert.Contains(fault, Assert.Throws<FormatException>(() => _game.ParseState(fen)).Message, StringComparison.Ordinal);

    // Petrović 1964.
    [Fact]
    public void Position_with_the_most_moves_has_218() => Assert.Equal(
        218, Perft.Count(NewGame.Of("chess").ForPerft.ParseState("R6R/3Q4/1Q4Q1/4Q3/2Q4Q/Q4Q2/pp1Q4/kBNN1KB1 w - - 0 1"), 1));

    [Fact]
    public void Standard_chess_takes_files_where_they_are_its_own_and_names_the_variant_where_not()
    {
        var chess = NewGame.Of("chess");
        Assert.Equal(chess.NewState().ToString(), chess.ParseState("rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w HAha - 0 1").ToString());
        var fault = Assert.Throws<FormatException>(() => chess.ParseState("bqnb1rkr/8/8/8/8/8/8/BQNB1RKR w HFhf - 2 9"));
        Assert.EndsWith("its king and rook where they began, or the game's variant fischerandom", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4k3/8/8/8/8/8/8/1R4KR w HB - 0 1", "O-O", "4k3/8/8/8/8/8/8/1R3RK1 b - - 1 1")]      // the king stays
    [InlineData("4k3/8/8/8/8/8/8/1R4KR w HB - 0 1", "O-O-O", "4k3/8/8/8/8/8/8/2KR3R b - - 1 1")]
    [InlineData("4k3/8/8/8/8/8/8/5KR1 w G - 0 1", "O-O", "4k3/8/8/8/8/8/8/5RK1 b - - 1 1")]          // they change places
    [InlineData("4k3/8/8/8/8/8/8/2RK4 w C - 0 1", "O-O-O", "4k3/8/8/8/8/8/8/2KR4 b - - 1 1")]
    [InlineData("4k3/8/8/8/8/8/8/RK6 w A - 0 1", "O-O-O", "4k3/8/8/8/8/8/8/2KR4 b - - 1 1")]         // the king goes to the right
    [InlineData("1rk5/8/8/8/8/8/8/4K3 b b - 0 1", "O-O-O", "2kr4/8/8/8/8/8/8/4K3 w - - 1 2")]        // the rook goes over the king
    [InlineData("4k3/8/8/8/8/8/8/NR2K3 w B - 0 1", "O-O-O", "4k3/8/8/8/8/8/8/N1KR4 b - - 1 1")]      // nobody crosses a1
    public void King_and_rook_go_where_castling_always_brings_them(string fen, string san, string after)
    {
        var state = (ChessState)_game.ParseState(fen);
        var action = state.FindAction(state.CurrentSeat, san)!.Value;
        Assert.Equal(san, state.ActionName(state.CurrentSeat, action).TrimEnd('+'));
        Assert.True(state.IsCastling(action));
        state.Apply(action);
        Assert.Equal(after, state.ToString());
        Assert.Equal(_game.ParseState(after).Key, state.Key);
    }

    [Theory]
    [InlineData("4k3/8/8/8/8/8/8/1RN1K3 w B - 0 1")]    // in the rook's way
    [InlineData("4k3/8/8/8/8/8/8/r1R1K3 w C - 0 1")]    // the rook goes on to d1 and leaves the king in check from a1
    [InlineData("4k3/8/8/8/8/8/8/1rRK4 w C - 0 1")]     // the rook shelters the square where the king is to stand
    [InlineData("4kr2/8/8/8/8/8/8/2R1K2R w H - 0 1")]   // through f1
    [InlineData("k3r3/8/8/8/8/8/8/2R1K2R w HC - 0 1")] // in check
    public void Castling_is_forbidden_as_ever(string fen)
    {
        var state = (ChessState)_game.ParseState(fen);
        Assert.DoesNotContain(state.LegalMoves.ToArray(), action => state.IsCastling(action));
    }

    // Engines tell castling as they like, in either chess.
    [Theory]
    [InlineData(0, "r3k2r/8/8/8/8/8/8/R3K2R w KQkq - 0 1", "e1g1", "e1h1", "O-O", "0-0")]
    [InlineData(0, "r3k2r/8/8/8/8/8/8/R3K2R b KQkq - 0 1", "e8c8", "e8a8", "O-O-O", "0-0-0")]
    [InlineData(1, "r3k2r/8/8/8/8/8/8/R3K2R w KQkq - 0 1", "e1h1", "e1g1", "O-O", "O-O")]
    [InlineData(1, "4k3/8/8/8/8/8/8/1RK4R w HB - 0 1", "c1h1", "c1g1", "O-O", "O-O")]
    [InlineData(1, "4k3/8/8/8/8/8/8/1RK4R w HB - 0 1", "c1b1", "c1c1", "O-O-O", "O-O-O")]
    [InlineData(1, "4k3/8/8/8/8/8/8/5K1R w H - 0 1", "f1h1", "f1h1", "O-O", "O-O")]
    public void Castling_is_understood_as_any_engine_tells_it(int variant, string fen, string own, params string[] others)
    {
        var state = (ChessState)NewGame.Of("chess", ("variant", variant)).ParseState(fen);
        var action = ChessMove.Parse(own)!.Value.Action;
        Assert.True(state.IsLegal(state.CurrentSeat, action) && state.IsCastling(action));
        Assert.All([own, .. others], text => Assert.Equal(action, state.FindMove(text)));
    }

    [Fact]
    public void Step_is_a_step_where_castling_goes_to_the_same_square()
    {
        var state = (ChessState)_game.ParseState("4k3/8/8/8/8/8/8/5K1R w H - 0 1");
        Assert.False(state.IsCastling(state.FindMove("f1g1")!.Value));
        Assert.Equal("Kg1", state.ActionName(0, state.FindAction(0, "Kg1")!.Value));
        Assert.Null(state.FindAction(0, "Kh1"));
        Assert.Null(state.FindMove("e1h1"));
        Assert.Null(state.FindMove("O-O-O"));
        Assert.Null(((ChessState)NewGame.Of("chess").NewState()).FindMove("e1h1"));
    }

    [Fact]
    public void Random_games_have_the_moves_of_the_plain_rules_and_names_that_find_them()
    {
        for (ulong seed = 0; seed < 40; seed++)
        {
            var start = (seed % 2 == 0 ? _game : _double).DrawStart(new Seed(seed));
            PlayOut.Random(_game, start, seed, state =>
            {
                var chess = (ChessState)state;
                var moves = chess.LegalMoves.ToArray().Select(action => ChessMove.Of(action)).ToList();
                Assert.Equal(
                    new SlowChess(chess.ToShredderFen()).Moves().Order(StringComparer.Ordinal),
                    moves.Select(move => move.ToString()).Order(StringComparer.Ordinal));
                var read = _game.ParseState(chess.ToString());
                Assert.Equal((chess.Key, chess.ToString()), (read.Key, read.ToString()));
                foreach (var move in moves)
                {
                    Assert.Equal(move, San.Find(chess, San.Write(chess, move)));
                    if (!chess.IsTerminal) Assert.Equal(move.Action, chess.FindMove(move.ToString()));
                }
            });
        }
    }

    [Fact]
    public async Task Match_is_recorded_replayed_and_written_as_pgn()
    {
        foreach (var castling in (string[])["c1h1", "c1b1"])
        {
            var move = ChessMove.Parse(castling)!.Value.Action;
            var spec = Play.Spec("chess", 3, "random", "greedy", ("variant", 1)) with
            {
                Opening = new("1rk4r/p6p/8/8/8/8/P6P/1RK4R w HBhb - 0 1", [move]),
            };
            var read = MatchDocumentReader.Parse(MatchDocumentWriter.Write(await Recorded.Async(spec)));
            Assert.Equal("fischerandom", read.Spec.Game.Parameters.WordOf("variant"));
            var report = MatchReplay.Run(read, CancellationToken.None);
            Assert.True(report.IsTrue, string.Join("\n", report.Differences));
            Assert.Equal(castling == "c1h1" ? "O-O" : "O-O-O", MatchMoves.Names(read).First());
            var pgn = PgnWriter.Write(MatchPgn.From(read));
            Assert.Contains("[FEN \"1rk4r/p6p/8/8/8/8/P6P/1RK4R w KQkq - 0 1\"]", pgn, StringComparison.Ordinal);
            Assert.Contains("[Variant \"fischerandom\"]", pgn, StringComparison.Ordinal);
        }
    }

    private static (string White, string Black) Ranks(ChessGame game, int seed)
    {
        var fen = Opening.Random(game, null, 0, new Seed((ulong)seed)).State!;
        var rows = fen.Split(' ')[0].Split('/');
        return (rows[7], rows[0].ToUpperInvariant());
    }
}
