using System.Globalization;
using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Publishing;

/// <summary>A project or a store as something that runs in containers.</summary>
internal sealed class Workload(IResource resource, PublishingModel model)
{
    /// <summary>The account that the .NET images have for applications.</summary>
    private const int DotNetUserId = 1654;

    private static readonly string[] _scratch = ["/tmp"];

    public IResource Resource { get; } = resource;

    /// <summary>Host names know no capitals.</summary>
    public string Name { get; } = resource.Name.ToLowerInvariant();

    public bool IsProject => Resource is ProjectResource;

    public int Replicas { get; } = resource.GetReplicaCount();

    public ContainerDeploymentAnnotation? Deployment { get; } = resource.Annotations.OfType<ContainerDeploymentAnnotation>().LastOrDefault();

    public int UserId => Deployment?.UserId ?? DotNetUserId;

    public IReadOnlyList<string> ScratchPaths => Deployment?.ScratchPaths ?? _scratch;

    public ContainerMountAnnotation? Data { get; } = resource.Annotations.OfType<ContainerMountAnnotation>().LastOrDefault();

    /// <summary>A store's own image; null for a project, whose image is built.</summary>
    public string? Image { get; } = resource.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault()?.FullName;

    public string CpuLimit => "1";

    public int MemoryLimitMegabytes => IsProject ? 512 : 1024;

    public IReadOnlyList<(EndpointAnnotation Endpoint, int Port)> Ports { get; } =
        [.. resource.Annotations.OfType<EndpointAnnotation>().Select(e => (e, ContainerPorts.Of(resource, e)))];

    /// <summary>Whom it waits for, and how; a database stands for its server.</summary>
    public IReadOnlyList<(Workload On, WaitType Type)> Waits =>
        [.. Resource.Annotations.OfType<WaitAnnotation>()
            .Select(w => (On: Find(w.Resource), w.WaitType))
            .Where(w => w.On is not null)
            .GroupBy(w => w.On!.Name)
            .Select(g => (g.First().On!, g.Min(w => w.WaitType)))];

    /// <summary>Who connects to it.</summary>
    public IEnumerable<Workload> Clients => model.Workloads.Where(r => Needs(r).Any(n => ReferenceEquals(Find(n)?.Resource, Resource))).Select(r => new Workload(r, model));

    /// <summary>The port and the path where it says whether it is healthy.</summary>
    public (int Port, string Path, int StatusCode)? HttpHealth
    {
        get
        {
            if (Resource.Annotations.OfType<HttpHealthCheckAnnotation>().FirstOrDefault() is not { } check)
                return null;
            var name = check.Endpoint().EndpointName;
            return (Ports.First(p => p.Endpoint.Name == name).Port, check.Path, check.StatusCode);
        }
    }

    /// <summary>The project, from the checkout's root, without its extension: <c>Arena.Node/Arena.Node</c>.</summary>
    public string ProjectPath => Resource.Annotations.OfType<IProjectMetadata>().Last().ProjectPath;

    public string ProjectName => Path.GetFileNameWithoutExtension(ProjectPath);

    public string PortOf(string endpointName) => Ports.First(p => string.Equals(p.Endpoint.Name, endpointName, StringComparison.OrdinalIgnoreCase)).Port.ToString(CultureInfo.InvariantCulture);

    private Workload? Find(IResource other)
    {
        var candidate = other is IResourceWithParent child ? child.Parent : other;
        return model.Workloads.Contains(candidate) ? new Workload(candidate, model) : null;
    }

    private static IEnumerable<IResource> Needs(IResource resource) =>
        resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(r => r.Resource).Concat(resource.Annotations.OfType<WaitAnnotation>().Select(w => w.Resource));
}
