using System.Text;
using Arena.Core.Games.Chess;
using Arena.Core.Pgn;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Pgn;

public sealed class PgnMovesTests
{
    [Fact]
    public void What_was_written_is_read_back()
    {
        for (ulong seed = 1; seed <= 40; seed++)
        {
            var game = RandomPgn.Of(seed);
            var text = PgnWriter.Write(game);
            var read = Assert.Single(Read(text));
            Assert.True(game.Plies.Select(p => p.Action).SequenceEqual(read.Plies.Select(p => p.Action)), $"seed {seed}");
            Assert.True(game.Plies.Select(p => (p.Time, p.Clock)).SequenceEqual(read.Plies.Select(p => (p.Time, p.Clock))), $"seed {seed}");
            Assert.Equal(text, PgnWriter.Write(read));
        }
    }

    [Fact]
    public void Variations_glyphs_and_other_comments_are_passed_over_and_clocks_are_understood()
    {
        // Morphy against the Duke of Brunswick and Count Isouard, Paris 1858.
        var game = Assert.Single(Read("""
            [Event "Paris"]
            [White "Morphy"]
            [Black "Allies"]
            [Result "1-0"]

            {before} 1. e4 {[%clk 0:05:00] best by test [%eval 0.2]} e5 2. Nf3 d6 (2... Nc6 3. Bb5 (3. Bc4 Bc5) a6) 3. d4 $6 Bg4?!
            4. dxe5 ; Philidor
            Bxf3 5. Qxf3 dxe5 6. Bc4 Nf6 7. Qb3 Qe7 8. Nc3 c6 9. Bg5 b5 10. Nxb5 cxb5 11. Bxb5+ Nbd7
            12. 0-0-0 {[%emt 1:02]} Rd8 13. Rxd7 Rxd7 14. Rd1 Qe6 15. Bxd7+ Nxd7 16. Qb8+!! Nxb8 17. Rd8# {and mate} 1-0
            """));
        Assert.Equal(33, game.Plies.Length);
        Assert.Equal(TimeSpan.FromMinutes(5), game.Plies[0].Clock);
        Assert.Equal("best by test [%eval 0.2]", game.Plies[0].Comment);
        Assert.Equal(TimeSpan.FromSeconds(62), game.Plies[22].Time);
        Assert.Equal(ChessMove.Parse("e1c1")!.Value.Action, game.Plies[22].Action);
        Assert.Equal(("1-0", "and mate", "Morphy"), (game.Result, game.Closing, game.Tag("White")));
        Assert.Contains("12. O-O-O {[%emt 0:01:02.000]} 12... Rd8", PgnWriter.Write(game)
            .ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void Moves_of_uci_are_read_and_null_moves_of_variations_passed_over()
    {
        var uci = Assert.Single(Read("1. e2e4 e7e5 2. g1f3 (2. -- d5) (2. Z0 d5) (2. 0000 d5) b8c6 3. f1c4 g8f6 4. e1g1 *"));
        var san = Assert.Single(Read("1. e4 e5 2. Nf3 Nc6 3. Bc4 Nf6 4. O-O *"));
        Assert.Equal(PgnWriter.Write(san), PgnWriter.Write(uci));
        var promotion = Assert.Single(Read("[SetUp \"1\"]\n[FEN \"7k/P7/8/8/8/8/8/K7 w - - 0 1\"]\n\n1. a7a8q *"));
        Assert.Equal(Piece.Queen, ChessMove.Of(promotion.Plies[0].Action).Promotion);
    }

    [Theory]
    [InlineData("+0.35/12 0.52s")]
    [InlineData("-0.35/12, 0.520s")]
    [InlineData("+M4/20 1.5s, White mates")]
    [InlineData("0.00/1")]
    public void Comment_that_begins_with_score_and_depth_is_of_its_move(string comment)
    {
        var game = Assert.Single(Read($"1. e4 {{{comment} [%clk 0:05:00]}} e5 {{{comment}}} *"));
        Assert.Equal((comment, TimeSpan.FromMinutes(5)), (game.Plies[0].Comment, game.Plies[0].Clock));
        Assert.Equal((comment, null), (game.Plies[1].Comment, game.Closing));
        Assert.Equal("0.35 or so", Assert.Single(Read("1. e4 {0.35 or so} *")).Closing);
    }

    [Theory]
    [InlineData("1/2 was offered")]
    [InlineData("1/2-1/2 by agreement")]
    [InlineData("12/05/2019 in Paris")]
    [InlineData("12.05/2019")]
    [InlineData("3/4 of an hour")]
    [InlineData("0.5/1 for each")]
    [InlineData("+0.35/1234 0.52s")]
    [InlineData("+0.35/12th move")]
    public void Comment_that_begins_with_another_fraction_is_no_score(string comment) =>
        Assert.Equal(comment, Assert.Single(Read($"1. e4 {{{comment}}} *")).Closing);

    [Theory]
    [InlineData("[Variant \"Chess960\"]\n")]
    [InlineData("[Variant \"Fischerandom\"]\n")]
    [InlineData("[Variant \"fischer random\"]\n")]
    [InlineData("[Variant \"From Position\"]\n")]
    [InlineData("")] // the rights to castle say it
    public void Game_of_chess960_is_known_and_castles(string variant)
    {
        var game = Assert.Single(Read(
            $"{variant}[SetUp \"1\"]\n[FEN \"4k3/8/8/8/8/8/PPP5/1RK4R w HB - 2 9\"]\n\n9. O-O *"));
        Assert.Equal(ChessMove.Parse("c1h1")!.Value.Action, game.Plies[0].Action);
    }

    [Fact]
    public void Game_of_chess960_is_written_with_its_tags_and_read_back()
    {
        var castles = (ChessState)NewGame.Of("chess", ("variant", 1)).ParseState("4k3/8/8/8/8/8/PPP5/1RK4R w HB - 2 9");
        var text = PgnWriter.Write(new PgnChessGame
        {
            Tags = PgnChessGame.VariantTag(castles.Game), Fen = castles.ToString(), Result = "*",
            Plies = [new(castles.FindMove("c1h1")!.Value)],
        });
        Assert.Contains("[Variant \"fischerandom\"]\n", text, StringComparison.Ordinal);
        Assert.Contains("[FEN \"4k3/8/8/8/8/8/PPP5/1RK4R w KQ - 2 9\"]\n", text, StringComparison.Ordinal);
        Assert.EndsWith("9. O-O *\n\n", text, StringComparison.Ordinal);
        Assert.Equal(text, PgnWriter.Write(Assert.Single(Read(text))));
    }

    [Fact]
    public void Game_from_a_position_and_draws_that_nobody_claimed_are_played_on()
    {
        var shuffle = string.Concat(Enumerable.Range(0, 60).Select(i => $"{2 * i + 10}. Ke1 Ke8 {2 * i + 11}. Kf1 Kf8 "));
        var game = Assert.Single(Read($"[SetUp \"1\"]\n[FEN \"5k2/8/8/8/8/8/4P3/5K2 w - - 0 10\"]\n\n{shuffle}*"));
        Assert.Equal(240, game.Plies.Length);
    }

    [Theory]
    [InlineData("1. e4 e5 2. Ke3 *", "game 1, line 1, column 13: \"Ke3\" is no legal move")]
    [InlineData("1. Nf3 Nf6 2. Nc3 Nc6 3. d3 d6 4. Nd2 e6 5. Nb5 e5 6. Nc4 *\n\n[Event \"b\"]\n\n1. e4 -- *",
        "game 2, line 5, column 7: \"--\" is a null move, which cannot be played in rnbqkbnr")]
    [InlineData("1. e4 Z0 2. d4 *", "game 1, line 1, column 7: \"Z0\" is a null move")]
    [InlineData("1. e4 null 2. d4 *", "game 1, line 1, column 7: \"null\" is a null move")]
    [InlineData("1. e4 0000 2. d4 *", "game 1, line 1, column 7: \"0000\" is a null move")]
    [InlineData("1. e2e4 e7e4 *", "game 1, line 1, column 9: \"e7e4\" is no legal move")]
    [InlineData("[FEN \"rubbish\"]\n\n*", "game 1, line 1: ")]
    public void What_cannot_be_played_is_named_with_its_place(string text, string message)
    {
        var failure = Assert.Throws<FormatException>(() => Read(text));
        Assert.StartsWith(message, failure.Message, StringComparison.Ordinal);
    }

    internal static List<PgnChessGame> Read(string text)
    {
        var reader = new PgnReader(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        var games = new List<PgnChessGame>();
        while (reader.ReadGame()) games.Add(PgnMoves.Read(reader));
        Assert.Null(reader.Failure);
        return games;
    }
}
