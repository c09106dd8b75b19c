using Arena.Core.Leagues.Document;
using Arena.Core.Ratings.Sequential;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Leagues.Document;

public sealed class SprtJsonTests
{
    [Fact]
    public void Test_is_read_with_its_defaults_and_written_whole()
    {
        var league = TestLeague.Of(Doc("""{ "elo0": 0, "elo1": 5 }"""));
        Assert.Equal(new SprtTest(0, 5, 0.05, 0.05, SprtModel.Normalized), league.Sprt);
        Assert.Equal(league, TestLeague.Of(league.ToJson()));
        Assert.Contains("\"model\": \"normalized\"", league.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_field_is_read() => Assert.Equal(
        new SprtTest(-3, -1, 0.1, 0.02, SprtModel.Logistic),
        TestLeague.Of(Doc("""{ "elo0": -3, "elo1": -1, "alpha": 0.1, "beta": 0.02, "model": "logistic" }""")).Sprt);

    [Theory]
    [InlineData("5", "$.sprt", "found 5; wanted an object")]
    [InlineData("{}", "$.sprt.elo0", "the field is missing; wanted a number from -1000 to 1000")]
    [InlineData("""{ "elo0": 0 }""", "$.sprt.elo1", "the field is missing; wanted a number from -1000 to 1000")]
    [InlineData("""{ "elo0": 5, "elo1": 5 }""", "$.sprt.elo1", "found 5; wanted more than elo0, which is 5")]
    [InlineData("""{ "elo0": 0, "elo1": "5" }""", "$.sprt.elo1", "found \"5\"; wanted a number from -1000 to 1000")]
    [InlineData("""{ "elo0": 0, "elo1": 5, "alpha": 0 }""", "$.sprt.alpha", "found 0; wanted a number from 0.001 to 0.4")]
    [InlineData("""{ "elo0": 0, "elo1": 5, "beta": 0.5 }""", "$.sprt.beta", "found 0.5; wanted a number from 0.001 to 0.4")]
    [InlineData("""{ "elo0": 0, "elo1": 5, "elo2": 5 }""", "$.sprt.elo2", "unknown field")]
    [InlineData("""{ "elo0": 0, "elo1": 5, "model": "logistics" }""", "$.sprt.model", "unknown model \"logistics\"")]
    [InlineData("""{ "elo0": 0, "elo1": 5, "model": "bayeselo" }""", "$.sprt.model", "unknown model \"bayeselo\"")]
    public void Fault_is_told_with_its_place(string sprt, string path, string message) => Told(Doc(sprt), path, message);

    [Theory]
    [InlineData("ipd", """["random", "tit-for-tat"]""", "", "has no such test; wanted a game of two, for a win, a draw or a loss")]
    [InlineData("tic_tac_toe", """["random", "greedy", "minimax"]""", "", "found 3 agents; the test compares two")]
    [InlineData("tic_tac_toe", """["random", "greedy"]""", """ "format": "knockout",""", "a knockout has no such test")]
    [InlineData("tic_tac_toe", """["random", "greedy"]""", """ "selfPlay": true,""", "selfPlay is true")]
    public void League_that_can_have_none_is_told(string game, string agents, string more, string message) => Told(
        $$"""{ "name": "l", "game": "{{game}}", "agents": {{agents}},{{more}} "sprt": { "elo0": 0, "elo1": 5 } }""", "$.sprt", message);

    private static void Told(string document, string path, string message)
    {
        var parse = LeagueDocument.Parse(document);
        Assert.False(parse.IsValid);
        Assert.Contains(parse.Faults, fault => fault.Path == path && fault.Message.Contains(message, StringComparison.Ordinal));
    }

    private static string Doc(string sprt) =>
        $$"""{ "name": "l", "game": "tic_tac_toe", "agents": ["random", "greedy"], "sprt": {{sprt}} }""";
}
