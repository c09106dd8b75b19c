using System.Text.Json.Nodes;
using Arena.Cli.Models;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Client;
using Arena.Contracts.V1;
using Arena.Core.Agents.Learned;
using Arena.Core.Leagues.Document;
using Arena.Core.SelfPlay;
using Grpc.Core;

namespace Arena.Cli.Learn;

/// <summary>A system of one's own, whose nodes train a model to the end of its rounds while its versions are measured.</summary>
internal sealed class LearnRun(LearnDocument document, int nodes, bool json)
{
    private const int LongestName = 48; // with what is put after it, a league's name
    private static readonly TimeSpan _longestSilence = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly LearnReport _report = new(document, json ? Console.Error : Console.Out);
    private readonly List<VersionMeasure> _measured = [];

    /// <param name="output">Where the last version goes; null for nowhere.</param>
    /// <param name="svg">Where the curve goes; null for nowhere.</param>
    /// <param name="cancellationToken">Stops everything.</param>
    public async Task<int> RunAsync(string? output, string? svg, CancellationToken cancellationToken)
    {
        foreach (var path in new[] { output, svg }.OfType<string>())
        {
            if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
                throw new CommandException($"{path}: its folder is not there", ExitCode.Usage);
        }

        await Console.Error.WriteLineAsync($"Starting {Counted.Of(nodes, "node")} ...");
        await using var system = await LocalSystem.StartAsync(nodes, cancellationToken);
        using var client = new ArenaClient(system.ControlPlane);
        using var federation = RunningFederation.At(
            system.Run?.Endpoint("federation", "grpc") ?? throw new CommandException("the system has stopped", ExitCode.Failed));
        _report.Begin();
        await CreateAsync(federation.Models, cancellationToken);
        var last = await LearnAsync(client, federation.Models, cancellationToken);
        _report.End(_measured);
        if (output is not null)
            await File.WriteAllTextAsync(output, ModelFile.Write(last), cancellationToken);
        if (svg is not null)
            await File.WriteAllTextAsync(svg, LearnCurve.Draw(document, _measured), cancellationToken);
        if (json)
            Console.Out.WriteLine(ReportJson.Of(LearnReport.JsonOf(document, _measured)));
        return ExitCode.Done;
    }

    private async Task CreateAsync(FederationService.FederationServiceClient federation, CancellationToken cancellationToken)
    {
        var recipe = document.Recipe;
        await federation.CreateModelAsync(
            new CreateModelRequest
            {
                Name = document.League.Name,
                Dimension = recipe.Shape.Dimension,
                Aggregator = document.Aggregator,
                Parameters = { document.Aggregation.Values.ToDictionary() },
                ClientsPerRound = document.Clients,
                Rounds = document.Rounds,
                Recipe = recipe.ToJson(),
                Initial = { recipe.FirstWeights() },
            },
            cancellationToken: cancellationToken);
    }

    // Versions are measured while the next ones are learned; one that is not measured yet is not lost: the service keeps its weights.
    private async Task<LearnedModel> LearnAsync(
        ArenaClient client, FederationService.FederationServiceClient federation, CancellationToken cancellationToken)
    {
        var last = await MeasureAsync(client, federation, 0, cancellationToken);
        for (var next = 0L; next < document.Rounds;)
        {
            next = Math.Min(next + document.EvaluateEvery, document.Rounds);
            await WaitForAsync(federation, next, cancellationToken);
            last = await MeasureAsync(client, federation, next, cancellationToken);
        }

        return last;
    }

    // A service that is away is started again: its stream is asked for anew.
    private async Task WaitForAsync(
        FederationService.FederationServiceClient federation, long version, CancellationToken cancellationToken)
    {
        var request = new WatchModelsRequest { Name = document.League.Name };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        while (true)
        {
            try
            {
                using var call = federation.WatchModels(request, cancellationToken: limit.Token);
                await foreach (var model in call.ResponseStream.ReadAllAsync(limit.Token))
                {
                    _report.Show(model);
                    limit.CancelAfter(_longestSilence);
                    if (model.Version >= version)
                        return;
                }
            }
            catch (RpcException away) when (away.StatusCode == StatusCode.Unavailable && !limit.IsCancellationRequested)
            {
                limit.CancelAfter(_patience);
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
            catch (Exception silent) when (silent is OperationCanceledException or RpcException
                && limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new CommandException(
                    $"no node has sent an update for {_longestSilence.TotalMinutes} minutes, or the federation service is gone",
                    ExitCode.Failed);
            }
        }
    }

    private async Task<LearnedModel> MeasureAsync(
        ArenaClient client, FederationService.FederationServiceClient federation, long number, CancellationToken cancellationToken)
    {
        var name = document.League.Name;
        var version = await ModelWeights.VersionAsync(federation, name, number, cancellationToken);
        var weights = await ModelWeights.PullAsync(federation, version, name, cancellationToken);
        var model = new LearnedModel(document.Recipe.Game, document.Recipe.Shape, weights, new ModelLineage(name, number));
        var league = name[..Math.Min(name.Length, LongestName)];
        var learned = $"{league} v{number}";
        var agent = new JsonObject
        {
            ["name"] = learned, ["model"] = JsonNode.Parse(ModelFile.Write(model)), ["depth"] = document.Depth,
        };
        var scores = await Task.WhenAll(document.Anchors.Select((_, place) => VersionScore.PlayAsync(
            client, document.MeasuredIn($"{league}-v{number}-{place + 1}", agent, place), learned, cancellationToken)));
        var losses = version.Contributions.Where(contribution => contribution.HasLoss).Select(contribution => contribution.Loss).ToArray();
        _measured.Add(new VersionMeasure(
            number, number * document.Clients * document.Recipe.Matches, losses.Length == 0 ? null : losses.Average(), scores));
        _report.Measured(_measured[^1]);
        return model;
    }
}
