using Arena.ServiceDefaults.Start;
using Microsoft.Extensions.Configuration;

namespace Arena.ServiceDefaults.Discovery;

/// <summary>
/// The addresses of other services' named endpoints, from the configuration that service discovery reads
/// (<c>services__{name}__{endpoint}__{n}</c>, which the AppHost sets).
/// </summary>
/// <remarks>
/// For gRPC channels, which keep connections of their own and do not ask for an address with every request as HTTP clients do
/// (<c>http://_grpc.controlplane</c> there).
/// </remarks>
public static class ServiceEndpoints
{
    /// <summary>The addresses of a service's endpoint, one per replica, in the order given; at least one.</summary>
    /// <exception cref="StartFault">No address is configured, or one is not an absolute http(s) address.</exception>
    public static IReadOnlyList<Uri> GetServiceEndpoints(this IConfiguration configuration, string service, string endpoint)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection($"services:{service}:{endpoint}");
        var addresses = section.GetChildren().Select(c => c.Value).OfType<string>().ToArray();
        if (addresses.Length == 0)
        {
            var known = configuration.GetSection("services").GetChildren().Select(c => c.Key).ToArray();
            throw new StartFault(
                $"No address is configured for endpoint '{endpoint}' of service '{service}'. "
                + $"Set services__{service}__{endpoint}__0=http://host:port. "
                + (known.Length == 0 ? "No service is configured." : $"Configured services: {string.Join(", ", known)}."));
        }

        return [.. addresses.Select(a =>
            Uri.TryCreate(a, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? uri
                : throw new StartFault(
                    $"services__{service}__{endpoint} is '{a}'; wanted an absolute address such as http://127.0.0.1:5081."))];
    }
}
