using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.ServiceDefaults.Discovery;

/// <summary>Names of services as addresses of clients.</summary>
public static class ServiceDiscoveryRegistration
{
    /// <summary>
    /// Lets a client be given <c>http://node</c> for an address: the name is looked up in the configuration that the
    /// AppHost injects (<c>services__node__http__0</c>), and replicas take turns.
    /// </summary>
    public static IHttpClientBuilder AddServiceDiscovery(this IHttpClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddHttpMessageHandler(services =>
            new ServiceDiscoveryHandler(services.GetRequiredService<IConfiguration>()));
    }
}
