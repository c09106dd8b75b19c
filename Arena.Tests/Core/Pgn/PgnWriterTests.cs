using Arena.Core.Games.Chess;
using Arena.Core.Pgn;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Pgn;

public sealed class PgnWriterTests
{
    [Fact]
    public void Game_is_written_as_the_standard_has_it() => Assert.Equal(
        """
        [Event "cup \"A\""]
        [Site "?"]
        [Date "????.??.??"]
        [Round "3"]
        [White "a \\ b"]
        [Black "?"]
        [Result "0-1"]
        [PlyCount "4"]
        [Termination "normal"]

        1. f3 {[%clk 0:01:02.345] [%emt 0:00:00.102] +0.32/14 (hm)} 1... e5 2. g4
        {[%clk 1:00:00.000]} 2... Qh4# {White is mated} 0-1


        """.ReplaceLineEndings("\n"),
        PgnWriter.Write(new PgnChessGame
        {
            Tags = [new("White", "a \\ b"), new("Termination", "normal"), new("Event", "cup \"A\""), new("Round", "3"), new("Result", "*")],
            Plies =
            [
                Ply("f2f3") with { Clock = TimeSpan.FromMilliseconds(62_345), Time = TimeSpan.FromMilliseconds(102),
                Comment = "+0.32/14 {hm}" },
                Ply("e7e5"), Ply("g2g4") with { Clock = TimeSpan.FromHours(1) }, Ply("d8h4"),
            ],
            Result = "0-1",
            Closing = "White is\nmated",
        }));

    [Fact]
    public void Game_from_a_position_says_so_and_counts_from_there()
    {
        var text = PgnWriter.Write(
            new PgnChessGame { Fen = "4k3/P7/8/8/8/8/8/4K3 b - - 0 40", Plies = [Ply("e8d7"), Ply("a7a8q")], Result = "*" });
        Assert.Contains("[SetUp \"1\"]\n[FEN \"4k3/P7/8/8/8/8/8/4K3 b - - 0 40\"]\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\n\n40... Kd7 41. a8=Q *\n\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_are_short_whatever_the_game()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var lines = PgnWriter.Write(RandomPgn.Of(seed)).Split('\n');
            Assert.All(lines, line => Assert.True(line.Length <= 79, $"seed {seed}: {line}"));
        }
    }

    [Theory]
    [InlineData("e2e5", null, "1-0", "e2e5 is not legal at ply 0")]
    [InlineData("e2e4", "nonsense", "1-0", "nonsense")]
    [InlineData("e2e4", null, "2-0", "the result is '2-0'")]
    public void What_cannot_be_written_is_named(string move, string? fen, string result, string message)
    {
        var failure = Assert.Throws<ArgumentException>(() =>
            PgnWriter.Write(new PgnChessGame { Fen = fen, Plies = [Ply(move)], Result = result }));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tag_that_is_no_name_is_refused() => Assert.Throws<ArgumentException>(
        () => PgnWriter.Write(new PgnChessGame { Tags = [new("A] [B", "x")], Plies = [], Result = "*" }));

    private static PgnPly Ply(string uci) => new(ChessMove.Parse(uci)!.Value.Action);
}
