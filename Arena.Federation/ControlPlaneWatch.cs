using Arena.Contracts.Channels;
using Arena.ServiceDefaults.Access;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Options;

namespace Arena.Federation;

/// <summary>
/// Hears of something from the control plane, whichever of its replicas answers. While none does, all stays what it was when one last did.
/// </summary>
/// <param name="what">Of what, in a word.</param>
internal abstract partial class ControlPlaneWatch(
    string what, ReplicaAddresses addresses, IOptions<AccessOptions> access, TimeProvider time, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    /// <summary>Who this is, for the control plane.</summary>
    protected Metadata Headers => NodeHeaders.Of(access.Value);

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
                    LogAway(what, CallFailure.Reason(away));
                isToldOf = true;
            }
            finally
            {
                addresses.PassOver(address);
            }

            await Task.Delay(_pause, time, stoppingToken);
        }
    }

    /// <summary>Hears until nobody tells any more.</summary>
    /// <param name="channel">To the replica.</param>
    /// <param name="heard">To be called when something was heard.</param>
    /// <param name="cancellationToken">Ends it.</param>
    protected abstract Task WatchAsync(GrpcChannel channel, Action heard, CancellationToken cancellationToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody tells of {What}: {Reason}. They stay what they were")]
    private partial void LogAway(string what, string reason);
}
