using Arena.Contracts.Channels;
using Arena.Contracts.V1;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Flags;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Options;

namespace Arena.Federation;

/// <summary>
/// Hears of flags from the control plane, whichever of its replicas answers. While none does, the flags stay what they were when one
/// last did.
/// </summary>
internal sealed partial class FlagWatch(
    ReplicaAddresses addresses, FlagBook book, IOptions<AccessOptions> access, TimeProvider time, ILogger<FlagWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isToldOf = false;
        var certificate = NodeCertificate.Read(access.Value);
        while (true)
        {
            var address = addresses.Current;
            try
            {
                using var channel = ArenaChannel.Open(address, certificate: certificate);
                await WatchAsync(channel, () => isToldOf = false, stoppingToken);
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

            await Task.Delay(_pause, time, stoppingToken);
        }
    }

    private async Task WatchAsync(GrpcChannel channel, Action heard, CancellationToken cancellationToken)
    {
        var client = new FlagService.FlagServiceClient(channel);
        using var call = client.Watch(new WatchFlagsRequest(), NodeHeaders.Of(access.Value), cancellationToken: cancellationToken);
        var parts = new FlagParts(book);
        await foreach (var part in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            parts.Take(part);
            heard();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody tells of flags: {Reason}. They stay what they were")]
    private partial void LogAway(string reason);
}
