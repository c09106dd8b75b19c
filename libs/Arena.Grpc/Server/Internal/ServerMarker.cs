using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>
/// Its presence says that <c>AddGrpc</c> was called. It remembers that the fallback is mapped, and which services were
/// registered as what.
/// </summary>
internal sealed class ServerMarker(IServiceCollection registrations)
{
    private int _fallbackMapped;

    /// <summary>The lifetime a service is registered with; null when it is not.</summary>
    internal ServiceLifetime? LifetimeOf(Type service) =>
        registrations.LastOrDefault(r => r.ServiceType == service && !r.IsKeyedService)?.Lifetime;

    /// <summary>True once.</summary>
    internal bool TryMapFallback() => Interlocked.Exchange(ref _fallbackMapped, 1) == 0;
}
