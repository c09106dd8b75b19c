using Arena.Core.Leagues.Document;

namespace Arena.Tests.Core.Leagues.Document;

public sealed class LeagueDifferenceTests
{
    private const string Document =
        """{ "name": "l", "game": "ipd", "agents": ["grim", { "name": "j", "strategy": "joss", "parameters": { "p": 0.9 } }] }""";

    [Theory]
    [InlineData("\"l\"", "\"k\"", "$.name: found \"k\"; wanted \"l\"")]
    [InlineData("\"agents\"", "\"seed\": 5, \"agents\"", "$.seed: found 5; wanted 0")]
    [InlineData("0.9", "0.8", "$.agents[1].parameters.p: found 0.8; wanted 0.9")]
    [InlineData("\"agents\"", "\"verify\": 0.5, \"agents\"", "$.verify: found 0.5; wanted nothing")]
    [InlineData("\"grim\", ", "\"grim\", \"feld\", ", "$.agents[1].name: found \"feld\"; wanted \"j\"")]
    public void Difference_is_named_by_its_path(string from, string to, string told) =>
        Assert.Contains(told, Between(Document.Replace(from, to, StringComparison.Ordinal), Document).Select(d => d.ToString()));

    [Fact]
    public void Agent_too_many_is_told_as_a_whole()
    {
        var longer = Document.Replace("\"grim\", ", "\"grim\", ", StringComparison.Ordinal)
            .Replace("] }", ", \"feld\"] }", StringComparison.Ordinal);
        var extra = Assert.Single(Between(longer, Document));
        Assert.Equal("$.agents[2]", extra.Path);
        Assert.StartsWith("found {\"name\":\"feld\"", extra.Message, StringComparison.Ordinal);
        Assert.EndsWith("; wanted nothing", Assert.Single(Between(longer, Document)).Message, StringComparison.Ordinal);
        Assert.StartsWith("found nothing; wanted {", Assert.Single(Between(Document, longer)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Documents_that_mean_the_same_do_not_differ() =>
        Assert.Empty(Between(Document,
            Document.Replace("\"agents\"", "/* same */ \"seed\": 0, \"repetitions\": 1, \"agents\"", StringComparison.Ordinal)));

    [Fact]
    public void Many_differences_are_counted_after_the_first_twenty()
    {
        var agents = Enumerable.Range(0, 30).Select(i => $$"""{ "name": "a{{i}}", "strategy": "grim" }""").ToArray();
        string Of(string prefix) =>
            $$"""
                { "name": "l", "game": "ipd",
                  "agents": [{{string.Join(',', agents).Replace("\"a", $"\"{prefix}", StringComparison.Ordinal)}}] }
                """;
        var told = Between(Of("b"), Of("c"));
        Assert.Equal(21, told.Count);
        Assert.Equal("and 10 more differences", told[^1].Message);
    }

    private static IReadOnlyList<LeagueFault> Between(string found, string wanted) =>
        LeagueDifference.Between(LeagueDocument.Parse(found).Definition!, LeagueDocument.Parse(wanted).Definition!);
}
