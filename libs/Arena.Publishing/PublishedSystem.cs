using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Arena.Publishing;

/// <summary>The model as the writers see it: what becomes containers, and what they are told.</summary>
internal sealed class PublishedSystem
{
    private PublishedSystem(string name, IReadOnlyList<Workload> workloads)
    {
        Name = name;
        Workloads = workloads;
        Parameters = [.. workloads.SelectMany(w => w.Parts).Select(p => p.Parameter).OfType<ParameterResource>().Distinct()];
    }

    public string Name { get; }

    public IReadOnlyList<Workload> Workloads { get; }

    /// <summary>Every parameter that somebody is told, in the order in which they are met.</summary>
    public IReadOnlyList<ParameterResource> Parameters { get; }

    public static async Task<PublishedSystem> ReadAsync(
        string name, DistributedApplicationModel model, DistributedApplicationExecutionContext context, CancellationToken cancellationToken)
    {
        var published = model.Resources.Where(r => !r.IsExcludedFromPublish() && r is IComputeResource).ToArray();
        if (published.FirstOrDefault(r => r is not (ProjectResource or ContainerResource)) is { } other)
        {
            throw new DistributedApplicationException(
                $"'{other.Name}' is a program of this machine, which no container can run; leave it out with ExcludeFromManifest.");
        }

        var workloads = new List<Workload>();
        foreach (var resource in published)
            workloads.Add(await ReadAsync(resource, context, cancellationToken).ConfigureAwait(false));
        return new PublishedSystem(name, workloads);
    }

    /// <summary>What a deployed system starts without: only what runs on demand knows it for its own.</summary>
    public bool IsOptional(ParameterResource parameter) => Workloads.Any(w => w.IsOnDemand && w.Parts.Any(p => p.Parameter == parameter));

    /// <summary>What it has as a default that may be told; secrets have none.</summary>
    public static string DefaultOf(ParameterResource parameter) =>
        !parameter.Secret && parameter.Default is { } value and not GenerateParameterDefault ? value.GetDefaultValue() : "";

    /// <summary>Whom it waits for, and how; a database stands for its server. Nobody waits for what may never be started.</summary>
    public IEnumerable<(Workload On, WaitType Type)> WaitsOf(Workload workload) => workload.Resource.Annotations.OfType<WaitAnnotation>()
        .Select(w => (On: Find(w.Resource), Type: w.WaitType))
        .Where(w => w.On is { IsOnDemand: false })
        .GroupBy(w => w.On!)
        .Select(g => (g.Key, g.Min(w => w.Type)));

    /// <summary>Who connects to it.</summary>
    public IEnumerable<Workload> ClientsOf(Workload workload) =>
        Workloads.Where(w => w.Resource.Annotations.OfType<ResourceRelationshipAnnotation>().Any(r => Find(r.Resource) == workload));

    private Workload? Find(IResource other)
    {
        var root = other is IResourceWithParent child ? child.Parent : other;
        return Workloads.FirstOrDefault(w => w.Resource == root);
    }

    private static async Task<Workload> ReadAsync(
        IResource resource, DistributedApplicationExecutionContext context, CancellationToken cancellationToken)
    {
        var environment = new EnvironmentCallbackContext(context, resource, cancellationToken: cancellationToken);
        foreach (var callback in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await callback.Callback(environment).ConfigureAwait(false);
        var arguments = new CommandLineArgsCallbackContext([], resource, cancellationToken) { ExecutionContext = context };
        foreach (var callback in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
            await callback.Callback(arguments).ConfigureAwait(false);
        return new Workload(resource)
        {
            Environment = [.. environment.EnvironmentVariables.Select(v => KeyValuePair.Create(v.Key, ValueReader.Read(v.Value)))],
            Arguments = [.. arguments.Args.Select(ValueReader.Read)],
        };
    }
}
