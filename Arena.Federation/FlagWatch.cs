using Arena.Contracts.Channels;
using Arena.Contracts.V1;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Flags;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Options;

namespace Arena.Federation;

/// <summary>Hears of flags from the control plane.</summary>
internal sealed class FlagWatch(
    ReplicaAddresses addresses, FlagBook book, IOptions<AccessOptions> access, TimeProvider time, ILogger<FlagWatch> logger)
    : ControlPlaneWatch("flags", addresses, access, time, logger)
{
    protected override async Task WatchAsync(GrpcChannel channel, Action heard, CancellationToken cancellationToken)
    {
        var client = new FlagService.FlagServiceClient(channel);
        using var call = client.Watch(new WatchFlagsRequest(), Headers, cancellationToken: cancellationToken);
        var parts = new FlagParts(book);
        await foreach (var part in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            parts.Take(part);
            heard();
        }
    }
}
