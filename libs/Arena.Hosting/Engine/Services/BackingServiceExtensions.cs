using Arena.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Arena.Hosting.Engine;

internal static class BackingServiceExtensions
{
    public const string SwitchedOff = "switched off by Arena:Embedded";

    public static void MarkEmbedded(this IResource resource, string reason)
    {
        resource.Annotations.Add(new EmbeddedAnnotation(reason));

        // Whoever asks for its address by hand learns why there is none, instead of waiting for it.
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
            endpoint.AllocatedEndpointSnapshot.SetException(new DistributedApplicationException($"'{resource.Name}' has no address: {reason}."));
    }

    public static void MarkExternal(this IResource resource, string connectionString) =>
        resource.Annotations.Add(new ConnectionStringRedirectAnnotation(new ConfiguredConnectionString(resource.Name, connectionString)));

    /// <summary>
    /// Whether the store has been switched off with <c>Arena:Embedded=postgres,redis</c>, to see how the application does without.
    /// </summary>
    public static bool IsSwitchedOff(this IConfiguration configuration, IResource resource) =>
        (configuration["Arena:Embedded"] ?? "").Split(',', StringSplitOptions.TrimEntries).Contains(resource.Name, StringComparer.OrdinalIgnoreCase);

    public static string? ConfiguredFor(this IConfiguration configuration, IResource resource) =>
        configuration.GetConnectionString(resource.Name) is { Length: > 0 } configured ? configured : null;
}
