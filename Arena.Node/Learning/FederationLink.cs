using System.Collections.Concurrent;
using Arena.Contracts.Channels;
using Arena.Contracts.V1;
using Arena.Node.Peers;
using Arena.ServiceDefaults.Access;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Arena.Node.Learning;

/// <summary>
/// Hears from the federation service which models there are, and asks it what training needs. While it is away, nothing is trained; it is
/// dialled again for as long as the node lives.
/// </summary>
internal sealed partial class FederationLink(
    ReplicaAddresses addresses, PeerTrust trust, IOptions<AccessOptions> access, TimeProvider time, ILogger<FederationLink> logger)
    : BackgroundService
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Model> _models = new(StringComparer.Ordinal);
    private volatile TaskCompletionSource _news = NewNews();

    /// <summary>The models as they were told last, by name.</summary>
    public IEnumerable<Model> Models => _models.Values.OrderBy(model => model.Name, StringComparer.Ordinal);

    /// <summary>Ends with the next thing that is told. Taken before reading what it may change.</summary>
    public Task NextChange => _news.Task;

    public Model? Find(string name) => _models.GetValueOrDefault(name);

    /// <summary>Calls the service on a channel of its own.</summary>
    public async Task<T> CallAsync<T>(Func<FederationService.FederationServiceClient, Metadata?, Task<T>> call)
    {
        using var channel = ArenaChannel.Open(addresses.Current, trust.Roots, certificate: trust.Own);
        return await call(new FederationService.FederationServiceClient(channel), NodeHeaders.Of(access.Value));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isToldOf = false;
        while (true)
        {
            var address = addresses.Current;
            try
            {
                await CallAsync((federation, headers) => WatchAsync(federation, headers, () => isToldOf = false, stoppingToken));
            }
            catch (RpcException away)
            {
                stoppingToken.ThrowIfCancellationRequested();
                if (!isToldOf)
                    LogAway(CallFailure.Reason(away));
                isToldOf = true;
            }
            finally
            {
                addresses.PassOver(address);
            }

            _models.Clear();
            await Task.Delay(_pause, time, stoppingToken);
        }
    }

    private async Task<bool> WatchAsync(
        FederationService.FederationServiceClient federation, Metadata? headers, Action heard, CancellationToken cancellationToken)
    {
        using var call = federation.WatchModels(new WatchModelsRequest(), headers, cancellationToken: cancellationToken);
        await foreach (var model in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            heard();
            _models[model.Name] = model;
            Interlocked.Exchange(ref _news, NewNews()).SetResult();
        }

        return true;
    }

    private static TaskCompletionSource NewNews() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The federation service does not say what is to be learned: {Reason}")]
    private partial void LogAway(string reason);
}
