using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;

namespace Arena.Publishing;

/// <summary>A project or a store as something that runs in containers.</summary>
internal sealed partial class Workload(IResource resource)
{
    public IResource Resource { get; } = resource;

    /// <summary>Host names know no capitals.</summary>
    public string Name { get; } = resource.Name.ToLowerInvariant();

    public ContainerDeployment Deployment { get; } = ContainerDeployment.Of(resource);

    /// <summary>A store's own image; null for a project, whose image is built.</summary>
    public string? Image { get; } = resource.TryGetContainerImageName(out var image) ? image : null;

    /// <summary>The folder and the name of its project; null for a store.</summary>
    public string? Project { get; } =
        resource is ProjectResource project ? Path.GetFileNameWithoutExtension(project.GetProjectMetadata().ProjectPath) : null;

    public int Replicas { get; } = resource.GetReplicaCount();

    /// <summary>Nothing uses it yet: it is described, and runs where somebody asks for it.</summary>
    public bool IsOnDemand { get; } = resource.Annotations.OfType<ExplicitStartupAnnotation>().Any();

    public string? Entrypoint { get; } = (resource as ContainerResource)?.Entrypoint;

    public ContainerMountAnnotation? Data { get; } = resource.Annotations.OfType<ContainerMountAnnotation>().LastOrDefault();

    /// <summary>Where it writes what is gone when it ends.</summary>
    public IEnumerable<string> ScratchPaths => Deployment.ScratchPaths.Where(p => p != Data?.Target);

    public IReadOnlyList<(EndpointAnnotation Endpoint, int Port)> Ports { get; } =
        [.. resource.Annotations.OfType<EndpointAnnotation>().Select(e => (e, ValueReader.PortOf(e, resource)))];

    public required IReadOnlyList<KeyValuePair<string, IReadOnlyList<ValuePart>>> Environment { get; init; }

    public required IReadOnlyList<IReadOnlyList<ValuePart>> Arguments { get; init; }

    /// <summary>Every piece of what it is told.</summary>
    public IEnumerable<ValuePart> Parts => Environment.SelectMany(e => e.Value).Concat(Arguments.SelectMany(a => a));

    /// <summary>The port and the path where it says whether it is healthy.</summary>
    public (int Port, string Path, string Status)? HttpHealth
    {
        get
        {
            var checks = Resource.Annotations.OfType<HealthCheckAnnotation>().Select(c => HttpCheck().Match(c.Key));
            if (checks.FirstOrDefault(m => m.Success) is not { } check)
                return null;

            // The endpoint that was meant may be gone: those with a certificate of this machine are.
            var endpoint = Ports.FirstOrDefault(p => check.Groups["name"].Value == $"{Resource.Name}_{p.Endpoint.Name}");
            if (endpoint.Endpoint is null)
                endpoint = Ports.FirstOrDefault(p => p.Endpoint is { UriScheme: "http", Transport: "http" });
            return endpoint.Endpoint is null ? null : (endpoint.Port, check.Groups["path"].Value, check.Groups["status"].Value);
        }
    }

    // The name that WithHttpHealthCheck gives: all that the model says of the check.
    [GeneratedRegex("^(?<name>.*)_(?<path>/.*)_(?<status>[0-9]+)_check$")]
    private static partial Regex HttpCheck();
}
