using Arena.Core.Games;
using Arena.Core.Games.Matrix;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Games;

public sealed class MatrixGameTests
{
    private const string ThreePlayers = """
        NFG 1 R "Three, the last one only watches"
        { "a" "b" "c" } { 2 3 1 }
        1 2 0  3 4 0  5 6 0  7 8 0  9 10 0  1/2 -1.5 0
        """;

    [Theory]
    [InlineData("matrix_mp", true)]
    [InlineData("matrix_rps", true)]
    [InlineData("matrix_brps", true)]
    [InlineData("matrix_rpsw", true)]
    [InlineData("matrix_shapleys_game", false)]
    [InlineData("matrix_pd", false)]
    [InlineData("matrix_sh", false)]
    [InlineData("matrix_coordination", false)]
    [InlineData("matrix_cd", false)]
    [InlineData("matrix_bos", false)]
    public void Catalogs_games_are_zero_sum_exactly_where_they_should_be(string name, bool isZeroSum)
    {
        var game = NewGame.Of(name);
        var sums = new HashSet<double>();
        for (var first = 0; first < game.ActionCount; first++)
            for (var second = 0; second < game.ActionCount; second++)
            {
                var state = game.NewState();
                state.Apply([first, second]);
                Assert.True(state.IsTerminal);
                sums.Add(state.Score(0) + state.Score(1));
            }

        Assert.Equal(isZeroSum, sums.SetEquals([0]));
    }

    [Fact]
    public void Turns_add_up()
    {
        var state = NewGame.Of("matrix_pd", ("turns", 3)).NewState();
        foreach (var (first, second) in new[] { (0, 0), (0, 1), (1, 1) }) state.Apply([first, second]);
        Assert.Equal(5 + 0 + 1, state.Score(0));
        Assert.Equal(5 + 10 + 1, state.Score(1));
        Assert.Equal("Cooperate, Cooperate\nCooperate, Defect\nDefect, Defect", state.ToString());
        Assert.True(state.IsTerminal);
        Assert.Equal(1, ((MatrixState)state).Past(1, 1));
    }

    [Fact]
    public void File_of_the_payoff_version_is_read_with_the_first_players_choice_fastest()
    {
        var type = NormalFormFile.Parse("three", ThreePlayers);
        Assert.Equal(3, type.Seats);
        Assert.Equal([1, 2, 0], Play(type, 0, 0, 0));
        Assert.Equal([3, 4, 0], Play(type, 1, 0, 0));
        Assert.Equal([5, 6, 0], Play(type, 0, 1, 0));
        Assert.Equal([0.5, -1.5, 0], Play(type, 1, 2, 0));
    }

    [Fact]
    public void File_of_the_outcome_version_is_read_too()
    {
        var type = NormalFormFile.Parse("sides", """
            NFG 1 R "Sides of the road" { "a" "b" }
            { { "Left" "Right" } { "Left" "Right" } } "a comment"
            { { "fine" 1, 2 } { "crash" -5, -7 } }
            1 2 0 1
            """);
        Assert.Equal("Sides of the road", type.Title);
        Assert.Equal([1, 2], Play(type, 0, 0));
        Assert.Equal([-5, -7], Play(type, 1, 0));
        Assert.Equal([0, 0], Play(type, 0, 1));
        Assert.Equal("Right", type.Create(type.Parameters.Defaults).NewState().ActionName(1, 1));
    }

    [Theory]
    [InlineData("", "line 1: found nothing; wanted NFG")]
    [InlineData("NFG 2 R", "line 1: found 2; wanted 1")]
    [InlineData("NFG 1 R \"no end", "has no end")]
    [InlineData("NFG 1 R \"t\" { \"a\" \"b\" }\n{ 2 2 }\n1 2 3 x", "line 3: found x; wanted a number")]
    [InlineData("NFG 1 R \"t\" { \"a\" \"b\" } { 2 2 } 1 2 3 4 5 6 7", "wanted a number")]
    [InlineData("NFG 1 R \"t\" { \"a\" \"b\" } { 1 1 } 1 2 3", "wanted the end")]
    [InlineData("NFG 1 R \"t\" { \"a\" } { 1 } 1", "found 1 players")]
    [InlineData("NFG 1 R \"t\" { \"a\" \"b\" } { 10000 10000 } 1", "at most 1000000")]
    [InlineData("NFG 1 R \"t\" { \"a\" \"b\" } { 1 1 } 1/0 2", "wanted a number")]
    public void Corrupt_file_is_a_format_error_that_says_where(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => NormalFormFile.Parse("x", text)).Message);

    private static double[] Play(GameType type, params int[] choices)
    {
        var state = type.Create(type.Parameters.Defaults).NewState();
        state.Apply(choices);
        return [.. Enumerable.Range(0, choices.Length).Select(state.Score)];
    }
}
