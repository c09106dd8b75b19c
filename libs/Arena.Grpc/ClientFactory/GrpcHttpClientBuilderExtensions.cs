using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Grpc.Net.ClientFactory;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Continues the configuration of a gRPC client.</summary>
public static class GrpcHttpClientBuilderExtensions
{
    /// <summary>Changes the channel's options.</summary>
    public static IHttpClientBuilder ConfigureChannel(this IHttpClientBuilder builder, Action<GrpcChannelOptions> configureChannel)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure<GrpcClientFactoryOptions>(
            builder.Name, options => options.ChannelOptionsActions.Add(configureChannel));
        return builder;
    }

    /// <summary>Adds an interceptor from DI.</summary>
    public static IHttpClientBuilder AddInterceptor<TInterceptor>(this IHttpClientBuilder builder)
        where TInterceptor : Interceptor =>
        builder.AddInterceptor(static services => services.GetRequiredService<TInterceptor>());

    /// <summary>Adds an interceptor.</summary>
    public static IHttpClientBuilder AddInterceptor(this IHttpClientBuilder builder, Func<IServiceProvider, Interceptor> configureInvoker)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure<GrpcClientFactoryOptions>(
            builder.Name,
            options => options.InterceptorRegistrations.Add(new Grpc.Net.ClientFactory.InterceptorRegistration(configureInvoker)));
        return builder;
    }
}
