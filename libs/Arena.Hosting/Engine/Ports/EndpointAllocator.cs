using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Engine;

/// <summary>Gives every endpoint its address before anything starts, so that references never wait for one another.</summary>
internal sealed class EndpointAllocator(LoopbackPorts ports)
{
    private const string Loopback = "127.0.0.1";

    public void Allocate(IResource resource)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>().Where(e => e is { AllocatedEndpoint: null, AllocatesItself: false }))
            endpoint.Allocate([.. Enumerable.Range(0, resource.GetReplicaCount()).Select(_ => AllocateOne(resource, endpoint))]);
    }

    private AllocatedEndpoint AllocateOne(IResource resource, EndpointAnnotation endpoint)
    {
        if (FixedPort(resource, endpoint) is not { } wanted)
        {
            var isSingle = resource.GetReplicaCount() == 1;
            var port = isSingle && endpoint.PreferredPort is { } preferred && ports.TryTake(preferred) ? preferred : ports.Take();
            return new AllocatedEndpoint(endpoint, Loopback, port);
        }

        var name = $"The endpoint '{endpoint.Name}' of '{resource.Name}'";
        if (resource.GetReplicaCount() > 1)
            throw new DistributedApplicationException($"{name} asks for port {wanted}, but there are {resource.GetReplicaCount()} replicas and each needs its own; leave the port out.");
        if (!ports.TryTake(wanted))
            throw new DistributedApplicationException($"{name} asks for port {wanted}, which is in use; free it or leave the port out.");
        return new AllocatedEndpoint(endpoint, Loopback, wanted);
    }

    private static int? FixedPort(IResource resource, EndpointAnnotation endpoint)
    {
        // A container's target port is a port inside the container, which is not there.
        var target = resource is ContainerResource ? null : endpoint.TargetPort;
        if (endpoint.Port is { } port && target is not null && port != target)
        {
            throw new DistributedApplicationException(
                $"The endpoint '{endpoint.Name}' of '{resource.Name}' asks for port {port} in front of target port {target}; nothing stands in between here, so give only one of them.");
        }

        return endpoint.Port ?? target;
    }
}
