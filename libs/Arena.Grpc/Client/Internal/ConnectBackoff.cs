namespace Grpc.Net.Client.Internal;

/// <summary>
/// The waits between attempts to connect: 1.6 times longer each, up to a maximum, and up to a fifth off or on, lest
/// clients come in step (gRPC <c>doc/connection-backoff.md</c>).
/// </summary>
internal sealed class ConnectBackoff(GrpcChannelOptions options)
{
    private const double Multiplier = 1.6;
    private const double Jitter = 0.2;

    private readonly TimeSpan _longest = options.MaxReconnectBackoff ?? TimeSpan.FromSeconds(120);
    private TimeSpan _next = options.InitialReconnectBackoff;

    internal TimeSpan Next()
    {
        var wait = _next * (1 - Jitter + (2 * Jitter * Random.Shared.NextDouble()));
        _next = _next * Multiplier < _longest ? _next * Multiplier : _longest;
        return wait;
    }
}
