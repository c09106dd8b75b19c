using Arena.Contracts.Channels;
using Arena.Contracts.V1;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Dials;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Options;

namespace Arena.Federation;

/// <summary>Hears of dials from the control plane.</summary>
internal sealed class DialWatch(
    ReplicaAddresses addresses, DialBook book, IOptions<AccessOptions> access, TimeProvider time, ILogger<DialWatch> logger)
    : ControlPlaneWatch("dials", addresses, access, time, logger)
{
    protected override async Task WatchAsync(GrpcChannel channel, Action heard, CancellationToken cancellationToken)
    {
        var client = new DialService.DialServiceClient(channel);
        using var call = client.Watch(new WatchDialsRequest(), Headers, cancellationToken: cancellationToken);
        await foreach (var dials in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            book.Take(DialMessages.ToDomain(dials));
            heard();
        }
    }
}
