using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Publishing;

/// <summary>A Helm chart: one file of templates for each workload, and the values that it wants.</summary>
internal sealed class HelmPublisher : IPublisher
{
    public string Name => "kubernetes";

    public string DefaultOutputPath => "chart";

    public async Task<IReadOnlyList<PublishedFile>> PublishAsync(PublishingModel model, CancellationToken cancellationToken)
    {
        if (model.Resources.FirstOrDefault(r => r is ExecutableResource) is { } executable)
            throw new DistributedApplicationException($"'{executable.Name}' is a program of this machine, which no container can run; leave it out with ExcludeFromManifest.");

        var renderer = new HelmRenderer();
        var workloads = model.Workloads.Select(r => new Workload(r, model)).ToArray();
        var files = new List<PublishedFile>
        {
            new("Chart.yaml", YamlWriter.Write(Chart(model))),
            new("values.yaml", YamlWriter.Write(Values(model, workloads))),
        };
        foreach (var workload in workloads)
        {
            var objects = await new HelmWorkload(workload, model, renderer).DescribeAsync(cancellationToken).ConfigureAwait(false);
            files.Add(new PublishedFile($"templates/{workload.Name}.yaml", YamlWriter.Write(objects)));
        }

        return files;
    }

    private static YamlMap Chart(PublishingModel model) => new()
    {
        { "apiVersion", "v2" },
        { "name", model.ApplicationName.ToLowerInvariant().Replace('.', '-') },
        { "description", $"{model.ApplicationName}, written from its app host" },
        { "type", "application" },
        { "version", "0.1.0" },
        { "appVersion", "0.1.0" },
    };

    private static YamlMap Values(PublishingModel model, Workload[] workloads) => new()
    {
        { "parameters", Of(model.Parameters.Where(p => !p.Secret), p => p.Name, DefaultOf) },
        { "secrets", Of(model.Parameters.Where(p => p.Secret), p => p.Name, DefaultOf) },
        { "images", Of(workloads, w => w.Name, w => w.Image ?? ComposeService.DefaultImage(w)) },
        { "replicas", Of(workloads.Where(w => w.IsProject), w => w.Name, w => w.Replicas) },
        {
            "autoscaling", Of(workloads.Where(HelmWorkload.Scales), w => w.Name, w => new YamlMap
            {
                { "maxReplicas", Math.Max(10, 2 * w.Replicas) },
                { "targetCPUUtilizationPercentage", 75 },
            })
        },
        { "resources", Of(workloads, w => w.Name, Resources) },
        { "persistence", Of(workloads.Where(w => w.Data is not null), w => w.Name, _ => new YamlMap { { "size", "10Gi" } }) },
        { "serviceTypes", Of(workloads.Where(w => w.Ports.Any(p => p.Endpoint.IsExternal)), w => w.Name, _ => "LoadBalancer") },
    };

    private static YamlMap Resources(Workload workload) => new()
    {
        { "requests", new YamlMap { { "cpu", "100m" }, { "memory", $"{workload.MemoryLimitMegabytes / 2}Mi" } } },
        { "limits", new YamlMap { { "cpu", workload.CpuLimit }, { "memory", $"{workload.MemoryLimitMegabytes}Mi" } } },
    };

    private static string DefaultOf(ParameterResource parameter) => parameter.Default is ConstantParameterDefault constant ? constant.GetDefaultValue() : "";

    private static YamlMap Of<T>(IEnumerable<T> items, Func<T, string> name, Func<T, object> value)
    {
        var map = new YamlMap();
        foreach (var item in items)
            map.Add(HelmRenderer.Key(name(item)), value(item));
        return map;
    }
}
