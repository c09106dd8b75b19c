using System.Net.Sockets;
using Arena.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Arena.Hosting.Engine;

/// <summary>
/// Gives every endpoint its address before anything starts, so that references never wait for one another. With replicas, or with
/// a port and another target port, the address is the engine's own and something stands in between; else the process listens there
/// itself, and keeps the port when it is started again.
/// </summary>
internal sealed class EndpointAllocator(LoopbackPorts ports, IConfiguration configuration)
{
    /// <summary>Several applications side by side must not wish for the same ports.</summary>
    public const string RandomizePorts = "Arena:RandomizePorts";

    private const string Loopback = "127.0.0.1";

    public void Allocate(IResource resource)
    {
        var replicas = resource.GetReplicaCount();
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>().Where(e => e is { AllocatedEndpoint: null, AllocatesItself: false }))
        {
            RequireSound(resource, endpoint, replicas);
            if (NeedsProxy(resource, endpoint, replicas))
                endpoint.AllocateBehind(At(endpoint, Take(resource, endpoint, endpoint.Port)), [.. Enumerable.Range(0, replicas).Select(_ => AllocateTarget(resource, endpoint))]);
            else
                endpoint.Allocate(At(endpoint, Take(resource, endpoint, FixedPort(resource, endpoint))));
        }
    }

    private static bool NeedsProxy(IResource resource, EndpointAnnotation endpoint, int replicas) =>
        resource is not ContainerResource
        && endpoint is { IsProxied: true, Protocol: ProtocolType.Tcp }
        && (replicas > 1 || endpoint.IsExplicitlyProxied == true || endpoint is { Port: not null, TargetPort: not null });

    private static void RequireSound(IResource resource, EndpointAnnotation endpoint, int replicas)
    {
        // A container's target port is a port inside the container, which is not there.
        if (resource is ContainerResource)
            return;

        var name = Name(resource, endpoint);
        if (replicas > 1 && endpoint is { IsProxied: false } or { Protocol: not ProtocolType.Tcp })
            throw new DistributedApplicationException($"{name} is not proxied, but there are {replicas} replicas behind one address; let it be proxied, or have one replica.");
        if (replicas > 1 && endpoint.TargetPort is { } target)
            throw new DistributedApplicationException($"{name} asks for target port {target}, but there are {replicas} replicas and each needs its own; leave the target port out.");
        if (endpoint is { Port: { } port, TargetPort: { } same, IsProxied: true } && port == same)
            throw new DistributedApplicationException($"{name} asks for port {port} in front of the same target port; leave one of them out, or say isProxied: false.");
        if (endpoint is { Port: { } front, TargetPort: { } behind, IsProxied: false } && front != behind)
            throw new DistributedApplicationException($"{name} is not proxied, so port {front} cannot stand in front of target port {behind}; give only one of them.");
    }

    private AllocatedEndpoint AllocateTarget(IResource resource, EndpointAnnotation endpoint) =>
        At(endpoint, endpoint.TargetPort is { } wanted ? TakeFixed(resource, endpoint, wanted) : ports.Take());

    private int Take(IResource resource, EndpointAnnotation endpoint, int? wanted)
    {
        if (configuration.GetValue(RandomizePorts, false))
            return ports.Take();
        if (wanted is { } port)
            return TakeFixed(resource, endpoint, port);
        return endpoint.PreferredPort is { } preferred && ports.TryTake(preferred) ? preferred : ports.Take();
    }

    private int TakeFixed(IResource resource, EndpointAnnotation endpoint, int wanted) => ports.TryTake(wanted)
        ? wanted
        : throw new DistributedApplicationException($"{Name(resource, endpoint)} asks for port {wanted}, which is in use; free it or leave the port out.");

    private static int? FixedPort(IResource resource, EndpointAnnotation endpoint) =>
        endpoint.Port ?? (resource is ContainerResource ? null : endpoint.TargetPort);

    private static AllocatedEndpoint At(EndpointAnnotation endpoint, int port) => new(endpoint, Loopback, port);

    private static string Name(IResource resource, EndpointAnnotation endpoint) => $"The endpoint '{endpoint.Name}' of '{resource.Name}'";
}
