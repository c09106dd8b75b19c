using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Engine;

/// <summary>The addresses in front of services with replicas: by the service's name, by the endpoint's.</summary>
internal static class SharedAddresses
{
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Of(DistributedApplicationModel model) =>
        model.Resources.Where(r => r.GetReplicaCount() > 1).ToDictionary(r => r.Name, Of);

    private static IReadOnlyDictionary<string, string> Of(IResource resource) => resource.Annotations.OfType<EndpointAnnotation>()
        .Where(e => e is { StandsBetween: true, AllocatedEndpoint: not null })
        .ToDictionary(e => e.Name, e => e.AllocatedEndpoint!.UriString);
}
