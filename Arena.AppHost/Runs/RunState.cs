using System.Globalization;
using Arena.Hosting.Services;
using Arena.Hosting.Stores;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.AppHost.Runs;

/// <summary>What is known of a run's instances. One loop owns it.</summary>
internal sealed class RunState(IReadOnlyCollection<IResource> resources)
{
    private const string ProcessId = "executable.pid";

    // Names of their own are resources that nobody runs.
    private readonly IResource[] _run =
        [.. resources.Where(r => r is IResourceWithEndpoints or IResourceWithConnectionString and not ParameterResource)];
    private readonly Dictionary<string, ResourceEvent> _latest = [];
    private readonly Dictionary<string, int> _numbers = [];

    /// <summary>Takes in what was heard, and says whether an instance is up now that was not.</summary>
    public bool Apply(ResourceEvent change)
    {
        var was = _latest.TryGetValue(change.ResourceId, out var before) && IsUpNow(before);
        _latest[change.ResourceId] = change;
        Number(change);
        return !was && IsUpNow(change) && _run.Contains(change.Resource) && !change.Snapshot.IsHidden && !IsLeftOut(change.Resource);
    }

    /// <summary>Whether everything that is to run runs, and is healthy if that can be asked.</summary>
    public bool IsUp => _run.Where(r => !IsLeftOut(r)).All(r =>
    {
        var instances = InstancesOf(r).ToArray();
        return instances.Length >= Replicas(r) && instances.All(IsUpNow);
    });

    /// <summary>The instances that ended, or could not be started, and will not be.</summary>
    public IEnumerable<ResourceEvent> Failed =>
        _run.Where(r => !IsLeftOut(r)).SelectMany(InstancesOf).Where(i =>
            i.Snapshot.State?.Text == KnownResourceStates.FailedToStart
            || (i.Snapshot.ExitCode == RestartPolicy.WrongConfiguration
                && KnownResourceStates.TerminalStates.Contains(i.Snapshot.State?.Text)));

    /// <summary>What everything waits for: started, and not up.</summary>
    public IEnumerable<ResourceEvent> Missing =>
        _run.Where(r => !IsLeftOut(r)).SelectMany(InstancesOf)
            .Where(i => !i.Snapshot.IsHidden && !IsUpNow(i) && i.Snapshot.State?.Text != KnownResourceStates.Waiting);

    public IReadOnlyList<RunInstance> Describe() =>
        [.. _run.SelectMany(r => InstancesOf(r).Where(i => !i.Snapshot.IsHidden)
            .Select(i => Describe(r, i)).OrderBy(i => i.Instance, StringComparer.Ordinal))];

    /// <summary>Its name among its like: <c>node-1</c>.</summary>
    public string NameOf(ResourceEvent instance) =>
        _numbers.TryGetValue(instance.ResourceId, out var number) ? $"{instance.Resource.Name}-{number}"
        : Replicas(instance.Resource) > 1 ? instance.ResourceId
        : instance.Resource.Name;

    // What an instance is told is known while it runs, and forgotten between its death and its next start; its number stays.
    private void Number(ResourceEvent instance)
    {
        var variable = instance.Resource.Annotations.OfType<ReplicaIndexAnnotation>().LastOrDefault()?.Variable;
        var index = instance.Snapshot.EnvironmentVariables.FirstOrDefault(v => v.Name == variable)?.Value;
        if (int.TryParse(index, CultureInfo.InvariantCulture, out var zeroBased))
            _numbers[instance.ResourceId] = zeroBased + 1;
    }

    private RunInstance Describe(IResource resource, ResourceEvent instance) => new(
        resource.Name,
        NameOf(instance),
        instance.Snapshot.State?.Text,
        instance.Snapshot.HealthStatus?.ToString(),
        instance.Snapshot.Properties.FirstOrDefault(p => p.Name == ProcessId)?.Value as int?,
        instance.Snapshot.Properties.FirstOrDefault(p => p.Name == AbsentStore.Reason)?.Value as string,
        resource.Annotations.OfType<EndpointAnnotation>()
            .Where(e => e.AllocatedEndpoint is not null).ToDictionary(e => e.Name, e => e.AllocatedEndpoint!.UriString));

    private IEnumerable<ResourceEvent> InstancesOf(IResource resource) => _latest.Values.Where(e => e.Resource == resource);

    // A store that is not here, or that somebody starts when it is wanted.
    private bool IsLeftOut(IResource resource) =>
        resource.Annotations.OfType<ExplicitStartupAnnotation>().Any()
        || InstancesOf(resource).Any(i => i.Snapshot.Properties.Any(p => p.Name == AbsentStore.Reason));

    private static bool IsUpNow(ResourceEvent instance) =>
        instance.Snapshot.State?.Text == KnownResourceStates.Running
        && instance.Snapshot.HealthStatus is null or HealthStatus.Healthy;

    private static int Replicas(IResource resource) => resource.Annotations.OfType<ReplicaAnnotation>().LastOrDefault()?.Replicas ?? 1;
}
