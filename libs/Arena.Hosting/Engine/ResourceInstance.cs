using System.Globalization;
using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Engine;

/// <summary>One of a resource's replicas, or the only one.</summary>
internal sealed record ResourceInstance(IResource Resource, string Id, int Replica)
{
    public IEnumerable<AllocatedEndpoint> Endpoints => Resource.Annotations.OfType<EndpointAnnotation>()
        .Where(e => e.ReplicaEndpoints.Count > Replica)
        .Select(e => e.ReplicaEndpoints[Replica]);

    /// <summary>Where others find it: the address in front, if there is one and it is this instance's alone.</summary>
    public IEnumerable<AllocatedEndpoint> PublicEndpoints =>
        Endpoints.Select(e => e.Endpoint is { ReplicaEndpoints.Count: 1, AllocatedEndpoint: { } shared } ? shared : e);

    /// <summary>A single instance is known by the resource's name; replicas are counted from 1, and keep their number when restarted.</summary>
    public static IReadOnlyList<ResourceInstance> Of(IResource resource)
    {
        var replicas = resource.GetReplicaCount();
        return replicas == 1
            ? [new ResourceInstance(resource, resource.Name, 0)]
            : [.. Enumerable.Range(0, replicas).Select(i =>
                new ResourceInstance(resource, string.Create(CultureInfo.InvariantCulture, $"{resource.Name}-{i + 1}"), i))];
    }
}
