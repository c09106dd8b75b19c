using System.Diagnostics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Arena.Contracts.V1;
using Arena.Core.Games;
using Arena.Core.Leagues.Document;
using Arena.Core.Learning;
using Arena.Core.Primitives;
using Arena.Core.SelfPlay;
using Arena.Tests.Shared;
using Grpc.Core;
using Grpc.Net.Client;

namespace Arena.Tests.EndToEnd.Systems;

/// <summary>Nodes that learn together.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class LearnTests
{
    private const int Rounds = 3;
    private static readonly string[] _nodes = ["node-1", "node-2"];

    [Fact]
    public async Task Learn_trains_on_two_nodes_measures_versions_and_writes_a_model_that_plays()
    {
        var folder = Directory.CreateTempSubdirectory("arena-learn-");
        try
        {
            var (model, svg) = (Path.Combine(folder.FullName, "m.json"), Path.Combine(folder.FullName, "m.svg"));
            var sample = Path.Combine(Repository.Root, "samples", "leagues", "tic-tac-toe-learn.json");
            var learned = await CommandLine.RunAsync(["learn", sample, "--json", "--out", model, "--svg", svg]);
            Assert.True(learned.ExitCode == 0, learned.Errors);

            using var report = JsonDocument.Parse(learned.Output);
            var versions = report.RootElement.GetProperty("versions").EnumerateArray().ToArray();
            Assert.Equal([0, 2, 4, 6], versions.Select(version => version.GetProperty("version").GetInt32()));
            Assert.Equal(6_000, versions[^1].GetProperty("matches").GetInt32());
            Assert.True(ScoreOf(versions[^1], anchor: 0) > ScoreOf(versions[0], anchor: 0), learned.Output);
            Assert.All(versions.Skip(1), version => Assert.InRange(version.GetProperty("loss").GetDouble(), 1e-6, 1));
            Assert.Equal("tic-tac-toe-learn", ModelFile.Read(await File.ReadAllTextAsync(model)).Model!.Lineage!.Name);
            Assert.Contains("<polyline", await File.ReadAllTextAsync(svg), StringComparison.Ordinal);

            var league = Path.Combine(folder.FullName, "l.json");
            await File.WriteAllTextAsync(league, """
                {
                  "name": "l", "game": "tic_tac_toe", "repetitions": 3,
                  "agents": ["alpha-beta", { "name": "champion", "model": "m.json", "depth": 2 }]
                }
                """);
            var played = await CommandLine.RunAsync(["play", league, "--nodes", "1"]);
            Assert.True(played.ExitCode == 0, played.Errors);
            Assert.Contains("champion", played.Output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Every update is a function of its round, so the model is what one process would come to, whoever dies on the way.
    [Fact]
    public async Task Model_of_whose_nodes_one_is_killed_in_a_round_is_that_of_a_single_process_to_the_bit()
    {
        var game = GameCatalog.Find("connect_four")!;
        var recipe = SelfPlayRecipe.Of(game.Create(game.Parameters.Defaults), new Seed(11)) with
        {
            Matches = 4_000, Fixed = ["learningRate", "lambda", "epsilon"],
        };
        await using var arena = await RunningArena.StartAsync(nodes: 2);
        using var channel = GrpcChannel.ForAddress(arena.Endpoint("federation", "grpc"));
        var federation = new FederationService.FederationServiceClient(channel);
        await federation.CreateModelAsync(new CreateModelRequest
        {
            Name = "m", Dimension = recipe.Shape.Dimension, ClientsPerRound = 2, Rounds = Rounds, Recipe = recipe.ToJson(),
            Initial = { recipe.FirstWeights() },
        });

        // Somebody is ready: the others are in the midst of it.
        var isKilled = false;
        using var call = federation.WatchModels(new WatchModelsRequest { Name = "m" });
        Model model;
        do
        {
            Assert.True(await call.ResponseStream.MoveNext(RunningArena.Limit()));
            model = call.ResponseStream.Current;
            if (isKilled || model.Received.Count != 1)
                continue;
            using var victim = Process.GetProcessById(arena.ProcessOf(_nodes.Single(node => !model.Received.Contains(node))));
            victim.Kill();
            isKilled = true;
        }
        while (!model.Complete);

        Assert.True(isKilled);
        Assert.Equal(Convert.ToHexStringLower(Hash(Alone(recipe))), Convert.ToHexStringLower(model.Hash.Span));
        var versions = (await federation.ListModelVersionsAsync(new ListModelVersionsRequest { Name = "m" })).Versions;
        Assert.All(versions.SkipLast(1), version => Assert.Equal(_nodes, version.Contributions.Select(of => of.Client)));
    }

    [Theory]
    [InlineData("learn /nowhere/league.json", "/nowhere/league.json")]
    [InlineData("learn LEAGUE --nodes 1", "--nodes is 1; a round of")]
    [InlineData("learn PLAIN", "$.learn: the field is missing")]
    [InlineData("models show nope --endpoint nonsense", "'nonsense' is not an address")]
    public async Task Wrong_usage_says_so_and_exits_with_2(string arguments, string told)
    {
        var leagues = Path.Combine(Repository.Root, "samples", "leagues");
        var done = await CommandLine.RunAsync(arguments.Replace("LEAGUE", $"{leagues}/tic-tac-toe-learn.json", StringComparison.Ordinal)
            .Replace("PLAIN", $"{leagues}/tic-tac-toe.json", StringComparison.Ordinal).Split(' '));
        Assert.Equal((2, ""), (done.ExitCode, done.Output));
        Assert.Contains(told, done.Errors, StringComparison.Ordinal);
    }

    private static double ScoreOf(JsonElement version, int anchor) =>
        version.GetProperty("anchors")[anchor].GetProperty("score").GetDouble();

    private static float[] Alone(SelfPlayRecipe recipe)
    {
        var type = Aggregators.Find("fedavg")!;
        var aggregator = type.Create(type.Parameters.Defaults);
        var weights = recipe.FirstWeights();
        for (var round = 0; round < Rounds; round++)
        {
            var updates = _nodes.Select(node => Update(node, recipe.Train(weights, node, round, default), weights)).ToArray();
            var aggregation = aggregator.Aggregate(updates, weights.Length);
            Assert.True(aggregation.IsValid);
            TensorPrimitives.Add(weights, aggregation.Delta, weights);
        }

        return weights;
    }

    private static ClientUpdate Update(string node, SelfPlayReport report, float[] weights) => new(
        node, report.Samples, (int)report.Samples, report.Weights.Zip(weights, (after, before) => after - before).ToArray());

    private static byte[] Hash(float[] weights) => SHA256.HashData(MemoryMarshal.AsBytes<float>(weights));
}
