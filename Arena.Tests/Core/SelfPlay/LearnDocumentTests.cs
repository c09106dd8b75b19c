using System.Text.Json.Nodes;
using Arena.Core.Leagues.Document;
using Arena.Core.Leagues.Formats;
using Arena.Core.SelfPlay;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.SelfPlay;

public sealed class LearnDocumentTests
{
    private const string Good = """
        {
          "name": "l", "game": "tic_tac_toe", "seed": 3, "repetitions": 4, "agents": ["random", "greedy"],
          "learn": { "hidden": [5, 4], "matches": 10, "rounds": 6, "clients": 2, "evaluateEvery": 3, "openingPlies": 2, "depth": 1 }
        }
        """;

    [Fact]
    public void Sample_is_good()
    {
        var sample = File.ReadAllText(Path.Combine(Repository.Root, "samples", "leagues", "connect-four-learn.json"));
        Assert.NotNull(LearnDocument.Parse(sample, out var faults));
        Assert.Empty(faults);
    }

    [Fact]
    public void Fields_say_how_it_learns_and_missing_ones_have_defaults()
    {
        var document = LearnDocument.Parse(Good, out _)!;
        Assert.Equal((6, 2, 3, 1, "fedavg"),
            (document.Rounds, document.Clients, document.EvaluateEvery, document.Depth, document.Aggregator));
        Assert.Equal("18-5 relu-4 relu-1", document.Recipe.Shape.ToString());
        Assert.Equal(["random", "greedy"], document.Anchors);
        var bare = LearnDocument.Parse("""{ "name": "l", "game": "tic_tac_toe", "agents": ["random"], "learn": {} }""", out _)!;
        Assert.Equal((20, 3, 2, LearnDocument.DefaultDepth), (bare.Rounds, bare.Clients, bare.EvaluateEvery, bare.Depth));
        Assert.Equal(["random"], bare.Anchors);
    }

    [Fact]
    public void Versions_are_measured_in_leagues_of_two_from_the_same_random_openings()
    {
        var document = LearnDocument.Parse(Good, out _)!;
        var agent = JsonNode.Parse("""{ "name": "mine", "strategy": "random" }""")!;
        var leagues = new[] { 0, 1 }.Select(anchor => LeagueDocument.Parse(document.MeasuredIn("m", agent, anchor)).Definition!).ToArray();
        Assert.Equal(["mine random", "mine greedy"], leagues.Select(league => string.Join(' ', league.Agents.Select(a => a.Name))));
        Assert.Equal(8, new Schedule(leagues[0]).Count);
        Assert.Equal(JsonNode.Parse(leagues[0].ToJson())!["openings"]!.ToJsonString(),
            JsonNode.Parse(leagues[1].ToJson())!["openings"]!.ToJsonString());
        Assert.Equal(4, JsonNode.Parse(document.MeasuredIn("m", agent, 0))!["openings"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("{", "$")]
    [InlineData("""{ "name": "l", "name": "m" }""", "$: a field appears twice")]
    [InlineData("""{ "name": "l", "learn": { "rounds": 1, "rounds": 2 } }""", "$: a field appears twice")]
    [InlineData("""{ "name": "l", "game": "tic_tac_toe", "agents": ["random"] }""", "$.learn: the field is missing")]
    [InlineData("""{ "name": "l", "game": "tic_tac_toe", "agents": [], "learn": {} }""", "$.agents: found 0 agents")]
    [InlineData("""{ "name": "l", "game": "tic_tac_toe", "agents": ["rando"], "learn": {} }""", "unknown strategy \"rando\"")]
    [InlineData("""{ "name": "l", "game": "tic_tac_toe", "agents": ["random"], "learn": [] }""", "$.learn: found an array")]
    [InlineData("""{ "name": "l", "game": "tic_tac_toe", "agents": ["random"], "learn": { "rouns": 1 } }""", "$.learn.rouns: unknown")]
    [InlineData("""{ "name": "l", "game": "tic_tac_toe", "agents": ["random"], "learn": { "rounds": 0 } }""", "$.learn.rounds: found 0")]
    [InlineData(
        """{ "name": "l", "game": "tic_tac_toe", "agents": ["random"], "learn": { "aggregator": "fedavgg" } }""",
        "found \"fedavgg\"; did you mean 'fedavg'?")]
    [InlineData(
        """{ "name": "l", "game": "tic_tac_toe", "agents": ["random"], "learn": { "aggregator": "krum", "aggregation": { "f": 1 } } }""",
        "$.learn.aggregation: f: ")]
    [InlineData(
        """
        { "name": "l", "game": "tic_tac_toe", "agents": ["random"],
          "learn": { "aggregator": "krum", "aggregation": { "num_malicious_clients": 1 } } }
        """,
        "$.learn.clients: found 3; krum with these parameters wants 5")]
    public void Fault_says_where_it_is_and_what_was_wanted(string json, string told)
    {
        Assert.Null(LearnDocument.Parse(json, out var faults));
        Assert.Contains(faults, fault => $"{fault.Path}: {fault.Message}".Contains(told, StringComparison.Ordinal));
    }
}
