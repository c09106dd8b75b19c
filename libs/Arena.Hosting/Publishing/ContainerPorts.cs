using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Publishing;

/// <summary>On which port of its own container an endpoint listens, when nobody has said.</summary>
internal static class ContainerPorts
{
    private const int First = 8080;

    public static int Of(IResource resource, EndpointAnnotation endpoint)
    {
        var taken = resource.Annotations.OfType<EndpointAnnotation>().Select(e => e.TargetPort).OfType<int>().ToHashSet();
        var next = First;
        foreach (var each in resource.Annotations.OfType<EndpointAnnotation>())
        {
            if (each.TargetPort is { } said)
            {
                if (ReferenceEquals(each, endpoint))
                    return said;
                continue;
            }

            while (taken.Contains(next))
                next++;
            if (ReferenceEquals(each, endpoint))
                return next;
            next++;
        }

        throw new DistributedApplicationException($"'{resource.Name}' has no endpoint '{endpoint.Name}'.");
    }
}
