using Arena.Core.Agents;
using Arena.Core.Agents.Learned;
using Arena.Core.Agents.Programs;
using Arena.Core.Learning.Models;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Document;
using Arena.Core.Leagues.Formats;
using Arena.Core.Matches;
using Arena.Core.Primitives;
using Arena.Core.Records;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Leagues;

public sealed class LearnedAgentTests
{
    [Fact]
    public async Task League_with_models_plays_to_the_same_hashes_from_its_document_alone()
    {
        var league = TestLeague.Of(Document("""{ "name": "champion", "model": MODEL, "depth": 3 }, { "model": OTHER }, "greedy" """));
        var hashes = await PlayAsync(league);
        Assert.Equal(2 * 2 * 3, hashes.Count);
        Assert.Equal(hashes, await PlayAsync(TestLeague.Of(league.ToJson())));
    }

    [Fact]
    public void Canonical_document_is_a_fixed_point_and_has_every_weight()
    {
        var model = TestModel.Of("connect_four");
        var league = TestLeague.Of(Document("""{ "name": "champion", "model": MODEL, "depth": 3 }, "random" """));
        Assert.Equal(league.ToJson(), TestLeague.Of(league.ToJson()).ToJson());
        Assert.Equal(new AgentProgram.Model(model, 3), league.Agents[0].Program);
        Assert.Contains(Convert.ToBase64String(model.Bytes()), league.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_of_a_match_is_played_again_without_a_difference()
    {
        var model = TestModel.Agent("learned", TestModel.Of("othello"));
        var spec = Play.Spec("othello", 3, "random", "random");
        var document = await Recorded.Async(spec with { Agents = [model, spec.Agents[1]] });
        var read = MatchDocumentReader.Parse(MatchDocumentWriter.Write(document));
        var report = MatchReplay.Run(read, default);
        Assert.Empty(report.Differences);
        Assert.DoesNotContain(report.Notes, note => note.Contains("learned", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_weights_depths_and_activations_make_other_agents()
    {
        var game = NewGame.Of("tic_tac_toe");
        var tanh = TestModel.Of("tic_tac_toe", 1, new MlpLayer(4, Activation.Tanh));
        var relu = new LearnedModel(game, new MlpShape(18, new MlpLayer(4, Activation.Relu)), tanh.Weights.Span);
        AgentDefinition[] agents =
        [
            TestModel.Agent("a", tanh), TestModel.Agent("a", relu), TestModel.Agent("a", TestModel.Of("tic_tac_toe", 2)),
            TestModel.Agent("a", tanh, depth: 1),
        ];
        var hashes = new HashSet<string>();
        foreach (var agent in agents)
        {
            var spec = new MatchSpec { Game = game, Agents = [agent, agent], Seed = new Seed(1) };
            hashes.Add(Convert.ToHexString((await MatchRunner.PlayAsync(spec, TimeProvider.System, default)).AgentHashes[0]));
        }

        Assert.Equal(agents.Length, hashes.Count);
    }

    [Fact]
    public async Task Model_sits_beside_a_program_without_a_source_of_its_own()
    {
        var spec = Play.Spec("tic_tac_toe", 3, "random", "random");
        spec = spec with { Agents = [TestModel.Agent("learned", TestModel.Of("tic_tac_toe")), AgentDefinition.Bot("elsewhere")] };
        var missing = await Assert.ThrowsAsync<AgentUnavailableException>(async () =>
            await MatchRunner.PlayAsync(spec, Array.Empty<IAgentSource>(), TimeProvider.System, default));
        Assert.Contains("'elsewhere'", missing.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "model": MODEL }, "random" """, "test")]
    [InlineData("""{ "model": MODEL, "name": "n" }, "random" """, "n")]
    public void Agent_is_named_after_itself_or_its_lineage(string agents, string name) =>
        Assert.Equal(name, TestLeague.Of(Document(agents)).Agents[0].Name);

    [Theory]
    [InlineData("""{ "model": OTHELLO }, "random" """, "$.agents[0].model", "found a model of othello; this league's game is connect_four")]
    [InlineData("""{ "model": MODEL, "depth": 7 }, "random" """, "$.agents[0].depth", "found 7; wanted an integer from 1 to 6")]
    [InlineData("""{ "model": 3 }, "random" """, "$.agents[0].model", "found 3; wanted an object")]
    [InlineData("""{ "model": {} }, "random" """, "$.agents[0].model.weights", "the field is missing")]
    [InlineData("""{ "model": MODEL, "strategy": "greedy" }, "random" """, "$.agents[0].strategy", "unknown field")]
    public void Fault_is_told_where_it_is(string agents, string path, string message) => Assert.Contains(
        LeagueDocument.Parse(Document(agents)).Faults,
        fault => fault.Path == path && fault.Message.StartsWith(message, StringComparison.Ordinal));

    private static string Document(string agents) =>
        $$"""{ "name": "l", "game": "connect_four", "repetitions": 2, "swapSeats": true, "seed": 5, "agents": [{{agents}}] }"""
            .Replace("MODEL", ModelFile.Write(TestModel.Of("connect_four")), StringComparison.Ordinal)
            .Replace("OTHER", ModelFile.Write(TestModel.Of("connect_four", 2)), StringComparison.Ordinal)
            .Replace("OTHELLO", ModelFile.Write(TestModel.Of("othello")), StringComparison.Ordinal);

    private static async Task<List<string>> PlayAsync(LeagueDefinition league)
    {
        var (schedule, hashes) = (new Schedule(league), new List<string>());
        while (hashes.Count < schedule.Known)
        {
            var record = await MatchRunner.PlayAsync(league.MatchAt(schedule.At(hashes.Count)), TimeProvider.System, default);
            hashes.Add(Convert.ToHexString(record.Hash.ToArray()));
        }

        return hashes;
    }
}
