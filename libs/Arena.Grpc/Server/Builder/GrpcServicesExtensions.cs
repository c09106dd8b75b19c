using Grpc.AspNetCore.Server;
using Grpc.AspNetCore.Server.Internal;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the gRPC server.</summary>
public static class GrpcServicesExtensions
{
    /// <summary>Adds what <c>MapGrpcService</c> needs.</summary>
    public static IGrpcServerBuilder AddGrpc(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddRouting();
        services.AddOptions();
        services.AddLogging();
        services.TryAddSingleton(new ServerMarker(services));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, UnimplementedPolicy>());
        services.TryAddSingleton(typeof(IGrpcServiceActivator<>), typeof(DefaultServiceActivator<>));
        return new GrpcServerBuilder(services);
    }

    /// <summary>Adds what <c>MapGrpcService</c> needs, with options for all services.</summary>
    public static IGrpcServerBuilder AddGrpc(this IServiceCollection services, Action<GrpcServiceOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.Configure(configureOptions);
        return services.AddGrpc();
    }

    /// <summary>Sets options of one service.</summary>
    public static IGrpcServerBuilder AddServiceOptions<TService>(
        this IGrpcServerBuilder grpcBuilder, Action<GrpcServiceOptions<TService>> configure)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(grpcBuilder);
        grpcBuilder.Services.Configure(configure);
        return grpcBuilder;
    }
}
