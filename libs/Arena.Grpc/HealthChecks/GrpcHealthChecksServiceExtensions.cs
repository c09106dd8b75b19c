using Grpc.AspNetCore.HealthChecks;
using Grpc.AspNetCore.HealthChecks.Internal;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds <c>grpc.health.v1.Health</c> over ASP.NET Core's health checks.</summary>
public static class GrpcHealthChecksServiceExtensions
{
    /// <summary>Adds the health service; map it with <c>MapGrpcHealthChecksService</c>.</summary>
    public static IHealthChecksBuilder AddGrpcHealthChecks(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<HealthService>();
        return services.AddHealthChecks();
    }

    /// <summary>Adds the health service, with options.</summary>
    public static IHealthChecksBuilder AddGrpcHealthChecks(
        this IServiceCollection services, Action<GrpcHealthChecksOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.Configure(configure);
        return services.AddGrpcHealthChecks();
    }
}
