using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Arena.Contracts.Channels;
using Arena.Contracts.V1;
using Arena.Core.SelfPlay;
using Arena.ServiceDefaults.Dials;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Arena.Node.Learning;

/// <summary>
/// Trains the models that have a recipe, one after another: pulls a version, plays with it against itself, sends what it learned. A node
/// that is killed begins the round again and comes to the same update.
/// </summary>
internal sealed partial class Learner(
    FederationLink link, DialBook dials, LearnerInstruments instruments, IOptions<NodeOptions> options, TimeProvider time,
    ILogger<Learner> logger) : BackgroundService
{
    private const int ValuesPerChunk = 16_384;
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _refusedPause = TimeSpan.FromSeconds(10);

    // By name, what they wanted when they could not be trained: they are left alone until that changes.
    private readonly Dictionary<string, string> _unusable = new(StringComparer.Ordinal);
    private string _last = "";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var change = link.NextChange;
            if (Next() is not { } model)
            {
                await change.WaitAsync(stoppingToken);
                continue;
            }

            _last = model.Name;
            try
            {
                await TrainAsync(model, stoppingToken);
                await UntilItGoesOnAsync(model, _pause, stoppingToken); // what was sent is told of in a moment
            }
            catch (RpcException failure)
            {
                stoppingToken.ThrowIfCancellationRequested();
                LogFailed(model.Name, model.Version, CallFailure.Reason(failure));

                // What is refused now would be refused again, unless something changes.
                var pause = IsRefusal(failure.StatusCode) ? _refusedPause : _pause;
                await UntilItGoesOnAsync(model, pause, stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The same would come of it again.
                _unusable[model.Name] = model.Recipe;
                LogUnusable(model.Name, fault.Message);
            }
        }
    }

    private static bool IsRefusal(StatusCode status) =>
        status is StatusCode.FailedPrecondition or StatusCode.InvalidArgument or StatusCode.AlreadyExists or StatusCode.DataLoss;

    // Until it is told that the model is another, or that this node's update is here; and no longer than that.
    private async Task UntilItGoesOnAsync(Model model, TimeSpan most, CancellationToken stoppingToken)
    {
        using var limit = new CancellationTokenSource(most, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stoppingToken);
        try
        {
            while (true)
            {
                var change = link.NextChange;
                if (link.Find(model.Name) is not { } now || now.Version != model.Version || now.Received.Contains(options.Value.Name))
                    return;
                await change.WaitAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // Nothing was told.
        }
    }

    // Those that wait for this node, in turn.
    private Model? Next()
    {
        var waiting = link.Models.Where(model => model is { Recipe.Length: > 0, Complete: false }
            && !model.Received.Contains(options.Value.Name) && _unusable.GetValueOrDefault(model.Name) != model.Recipe).ToArray();
        return waiting.FirstOrDefault(model => string.CompareOrdinal(model.Name, _last) > 0) ?? waiting.FirstOrDefault();
    }

    private async Task TrainAsync(Model model, CancellationToken stoppingToken)
    {
        if (SelfPlayRecipe.Parse(model.Recipe, out var fault) is not { } recipe || recipe.Shape.Dimension != model.Dimension)
        {
            _unusable[model.Name] = model.Recipe;
            LogUnusable(model.Name, fault.Length > 0 ? fault : $"its network has other than its {model.Dimension} weights");
            return;
        }

        // Others may end the round meanwhile: what is trained for it then is of no use.
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var watching = EndWithRoundAsync(model, over);
        try
        {
            var weights = await link.CallAsync((federation, headers) => PullAsync(federation, headers, model, over.Token));
            var start = time.GetTimestamp();
            var current = dials.Current; // for all of the round
            var report = await Task.Run(
                () => recipe.By(Dial).Train(weights, options.Value.Name, model.Version, over.Token), over.Token);
            double? Dial(string name) => current.Values.TryGetValue(name, out var value) ? value : null;
            instruments.Trained(recipe.Game.Type.Name, report.Matches, time.GetElapsedTime(start));
            var delta = report.Weights.Zip(weights, (after, before) => after - before).ToArray();
            var response = await link.CallAsync((federation, headers) => SendAsync(
                federation, headers, Header(model, report, delta, current.Epoch), delta, stoppingToken));
            LogTrained(model.Name, model.Version, report.Matches, report.Loss, response.WaitingFor);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            LogTooLate(model.Name, model.Version);
        }
        finally
        {
            await over.CancelAsync();
            await watching;
        }
    }

    private async Task EndWithRoundAsync(Model model, CancellationTokenSource over)
    {
        try
        {
            while (true)
            {
                var change = link.NextChange;
                if (link.Find(model.Name) is { } now && now.Version != model.Version)
                    await over.CancelAsync();
                await change.WaitAsync(over.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The round is over, or this node's part of it.
        }
    }

    private static async Task<float[]> PullAsync(
        FederationService.FederationServiceClient federation, Metadata? headers, Model model, CancellationToken cancellationToken)
    {
        using var call = federation.PullModel(
            new PullModelRequest { Name = model.Name, Version = model.Version }, headers, cancellationToken: cancellationToken);
        var weights = new List<float>(model.Dimension);
        await foreach (var chunk in call.ResponseStream.ReadAllAsync(cancellationToken))
            weights.AddRange(chunk.Weights);
        return weights.Count == model.Dimension
            && model.Hash.Span.SequenceEqual(SHA256.HashData(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(weights))))
                ? [.. weights]
                : throw new RpcException(new Status(StatusCode.DataLoss, "the weights that came have another digest than the model's"));
    }

    private UpdateHeader Header(Model model, SelfPlayReport report, float[] delta, long epoch) => new()
    {
        Model = model.Name,
        Client = options.Value.Name,
        BaseVersion = model.Version,
        Samples = Math.Max(1, report.Samples),
        LocalSteps = (int)Math.Clamp(report.Samples, 1, int.MaxValue),
        Loss = report.Loss,
        Epoch = epoch,
        Digest = ByteString.CopyFrom(SHA256.HashData(MemoryMarshal.AsBytes<float>(delta))),
    };

    private static async Task<SubmitUpdateResponse> SendAsync(
        FederationService.FederationServiceClient federation, Metadata? headers, UpdateHeader header, float[] delta,
        CancellationToken cancellationToken)
    {
        using var call = federation.SubmitUpdate(headers, cancellationToken: cancellationToken);
        try
        {
            await call.RequestStream.WriteAsync(new UpdateChunk { Header = header }, cancellationToken);
            foreach (var part in delta.Chunk(ValuesPerChunk))
                await call.RequestStream.WriteAsync(new UpdateChunk { Delta = new DeltaChunk { Values = { part } } }, cancellationToken);
            await call.RequestStream.CompleteAsync();
        }
        catch (RpcException) when (!cancellationToken.IsCancellationRequested)
        {
            // Why the call is over, its answer says.
        }

        return await call;
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Learned {Model} from version {Version} in {Matches} matches, loss {Loss:0.0000}; the round waits for {Waiting} more")]
    private partial void LogTrained(string model, long version, int matches, double loss, int waiting);

    [LoggerMessage(Level = LogLevel.Information, Message = "The round of version {Version} of {Model} was over before this node was ready")]
    private partial void LogTooLate(string model, long version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Version {Version} of {Model} is not trained here now: {Reason}")]
    private partial void LogFailed(string model, long version, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Model} has a recipe that this node cannot follow: {Fault}")]
    private partial void LogUnusable(string model, string fault);
}
