using Grpc.AspNetCore.ClientFactory;
using Grpc.AspNetCore.Server;
using Grpc.Net.ClientFactory.Internal;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Ties clients to the server calls they are used in.</summary>
public static class GrpcServerHttpClientBuilderExtensions
{
    /// <summary>
    /// Lets every call of this client take over the deadline and the cancellation of the server call in whose handler
    /// it is made.
    /// </summary>
    public static IHttpClientBuilder EnableCallContextPropagation(this IHttpClientBuilder builder) =>
        builder.EnableCallContextPropagation(static _ => { });

    /// <summary>The same with options.</summary>
    public static IHttpClientBuilder EnableCallContextPropagation(
        this IHttpClientBuilder builder, Action<GrpcContextPropagationOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddHttpContextAccessor();
        builder.Services.Configure<GrpcServiceOptions>(static options => options.ExposesCallContext = true);
        builder.Services.Configure(builder.Name, configureOptions);
        return builder.AddInterceptor(services => new PropagationInterceptor(
            services.GetRequiredService<IHttpContextAccessor>(),
            services.GetRequiredService<IOptionsMonitor<GrpcContextPropagationOptions>>().Get(builder.Name)));
    }
}
