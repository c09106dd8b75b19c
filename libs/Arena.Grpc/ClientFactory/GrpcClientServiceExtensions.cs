using Grpc.Net.Client.Internal;
using Grpc.Net.ClientFactory;
using Grpc.Net.ClientFactory.Internal;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds gRPC clients to DI.</summary>
public static class GrpcClientServiceExtensions
{
    /// <summary>Adds a client under its type's name.</summary>
    public static IHttpClientBuilder AddGrpcClient<TClient>(this IServiceCollection services)
        where TClient : class =>
        services.AddGrpcClient<TClient>(typeof(TClient).Name, static _ => { });

    /// <summary>Adds a client under its type's name, with options.</summary>
    public static IHttpClientBuilder AddGrpcClient<TClient>(
        this IServiceCollection services, Action<GrpcClientFactoryOptions> configureClient)
        where TClient : class =>
        services.AddGrpcClient<TClient>(typeof(TClient).Name, configureClient);

    /// <summary>Adds a client under its type's name, with options that need services.</summary>
    public static IHttpClientBuilder AddGrpcClient<TClient>(
        this IServiceCollection services, Action<IServiceProvider, GrpcClientFactoryOptions> configureClient)
        where TClient : class
    {
        services.AddOptions<GrpcClientFactoryOptions>(typeof(TClient).Name)
            .Configure<IServiceProvider>((options, provider) => configureClient(provider, options));
        return services.AddGrpcClient<TClient>();
    }

    /// <summary>Adds a client under a name of its own, with options.</summary>
    public static IHttpClientBuilder AddGrpcClient<TClient>(
        this IServiceCollection services, string name, Action<GrpcClientFactoryOptions> configureClient)
        where TClient : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        services.Configure(name, configureClient);
        services.TryAddSingleton<GrpcClientFactory, DefaultGrpcClientFactory>();
        services.AddTransient(provider => provider.GetRequiredService<GrpcClientFactory>().CreateClient<TClient>(name));
        // The channel keeps its handler for good, as HTTP/2 connections are meant to be kept.
        return services.AddHttpClient(name)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider =>
            {
                var address = provider.GetRequiredService<IOptionsMonitor<GrpcClientFactoryOptions>>().Get(name).Address;
                return TransportFactory.CreateHandler(secure: address?.Scheme == Uri.UriSchemeHttps);
            });
    }
}
