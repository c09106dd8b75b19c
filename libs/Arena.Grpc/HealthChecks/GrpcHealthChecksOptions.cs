using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>Which health checks stand for which gRPC service names.</summary>
public sealed class GrpcHealthChecksOptions
{
    private readonly Dictionary<string, Func<HealthCheckRegistration, bool>> _services = new(StringComparer.Ordinal)
    {
        [string.Empty] = static _ => true,
    };

    /// <summary>The wait between two looks of <c>Watch</c>. Default 5 s; a change is seen after that at the latest.</summary>
    public TimeSpan WatchPeriod { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Lets <paramref name="service"/> stand for the checks that <paramref name="predicate"/> picks. The empty name is the server as a whole: all checks.</summary>
    public void MapService(string service, Func<HealthCheckRegistration, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(predicate);
        _services[service] = predicate;
    }

    internal bool TryGet(string service, out Func<HealthCheckRegistration, bool>? predicate) =>
        _services.TryGetValue(service, out predicate);
}
