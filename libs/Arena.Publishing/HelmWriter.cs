namespace Arena.Publishing;

/// <summary>A Helm chart: a file of templates for each workload, a Secret of all parameters, and the values that it wants.</summary>
internal sealed class HelmWriter(PublishedSystem system)
{
    public IReadOnlyList<PublishedFile> Write() =>
    [
        File("Chart.yaml", new { apiVersion = "v2", name = system.Name, type = "application", version = "0.1.0" }),
        File("values.yaml", Values()),
        new("chart/templates/parameters.yaml", HelmText.Document([Parameters()], "not .Values.existingSecret.name")),
        .. system.Workloads.Select(w => File($"templates/{w.Name}.yaml", [.. new HelmWorkload(w, system).Describe()])),
    ];

    private static PublishedFile File(string path, params object[] objects) => new($"chart/{path}", HelmText.Document(objects));

    private object Values() => new
    {
        existingSecret = new Dictionary<string, string> { ["name"] = "" },
        secrets = Of(system.Parameters.Where(p => p.Secret), p => p.Name, PublishedSystem.DefaultOf),
        parameters = Of(system.Parameters.Where(p => !p.Secret), p => p.Name, PublishedSystem.DefaultOf),
        images = Of(system.Workloads, w => w.Name, w => w.Image ?? $"{system.Name}/{w.Name}:latest"),
        replicas = Of(system.Workloads, w => w.Name, w => w.IsOnDemand ? 0 : w.Replicas),
        autoscaling = Of(system.Workloads.Where(HelmWorkload.Scales), w => w.Name, w => new
        {
            maxReplicas = Math.Max(10, 2 * w.Replicas),
            targetCPUUtilizationPercentage = 75,
        }),
        resources = Of(system.Workloads, w => w.Name, w => new
        {
            requests = new { cpu = "100m", memory = $"{w.Deployment.MemoryMegabytes / 2}Mi" },
            limits = new { cpu = "1", memory = $"{w.Deployment.MemoryMegabytes}Mi" },
        }),
        persistence = Of(system.Workloads.Where(w => w.Data is not null), w => w.Name, _ => "10Gi"),
        serviceTypes = Of(system.Workloads.Where(HelmWorkload.IsExternal), w => w.Name, _ => "LoadBalancer"),
    };

    // In base64, whatever characters a value has.
    private object Parameters() => new
    {
        apiVersion = "v1",
        kind = "Secret",
        metadata = new { name = HelmText.SecretName(system) },
        type = "Opaque",
        data = system.Workloads.SelectMany(w => w.Parts).Where(p => p.Parameter is not null).Distinct()
            .ToDictionary(HelmText.SecretKey, Secret),
    };

    private string Secret(ValuePart part)
    {
        var path = HelmText.ValuePath(part.Parameter!);
        var given = system.IsOptional(part.Parameter!) ? $".Values.{path}" : $"required `set {path}` .Values.{path}";
        return $"{{{{ {given}{(part.IsUrlEncoded ? " | urlquery | replace `+` `%20`" : "")} | b64enc }}}}";
    }

    private static Dictionary<string, TValue> Of<T, TValue>(IEnumerable<T> items, Func<T, string> name, Func<T, TValue> value) =>
        items.ToDictionary(i => HelmText.Key(name(i)), value);
}
