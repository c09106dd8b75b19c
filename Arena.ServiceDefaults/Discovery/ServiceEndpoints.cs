using Microsoft.Extensions.Configuration;

namespace Arena.ServiceDefaults.Discovery;

/// <summary>Finds other services by name in the configuration that the AppHost injects (<c>services__{name}__{endpoint}__{n}</c>).</summary>
public static class ServiceEndpoints
{
    /// <summary>The addresses of a service's endpoint, one per replica, in the order given.</summary>
    /// <exception cref="InvalidOperationException">No address is configured, or one is not an absolute http(s) address.</exception>
    public static IReadOnlyList<Uri> GetServiceEndpoints(this IConfiguration configuration, string service, string endpoint)
    {
        var section = configuration.GetSection($"services:{service}:{endpoint}");
        var addresses = section.GetChildren().Select(c => c.Value).OfType<string>().ToArray();
        if (addresses.Length == 0)
        {
            var known = configuration.GetSection("services").GetChildren().Select(c => c.Key).ToArray();
            throw new InvalidOperationException(
                $"No address for endpoint '{endpoint}' of service '{service}': set services__{service}__{endpoint}__0=http://host:port. "
                + (known.Length == 0 ? "No service is configured." : $"Configured services: {string.Join(", ", known)}."));
        }

        return [.. addresses.Select(a =>
            Uri.TryCreate(a, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? uri
                : throw new InvalidOperationException($"services__{service}__{endpoint} has '{a}', which is not an absolute http or https address."))];
    }
}
