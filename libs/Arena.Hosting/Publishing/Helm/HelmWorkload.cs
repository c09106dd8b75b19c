using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Publishing;

/// <summary>Everything that one workload is on Kubernetes.</summary>
internal sealed class HelmWorkload(Workload workload, PublishingModel model, HelmRenderer renderer)
{
    private const string Component = "app.kubernetes.io/component";

    private readonly string _key = HelmRenderer.Key(workload.Name);

    public static bool Scales(Workload workload) => workload is { IsProject: true, Replicas: > 1 };

    public async Task<IReadOnlyList<YamlMap>> DescribeAsync(CancellationToken cancellationToken)
    {
        var (config, secrets) = await EnvironmentAsync(cancellationToken).ConfigureAwait(false);
        var arguments = await model.ArgumentsOfAsync(workload.Resource, cancellationToken).ConfigureAwait(false);
        var pod = new HelmPod(workload, config.Count > 0, secrets.Count > 0, [.. arguments.Select(a => HelmRenderer.Scalar(renderer.Render(a)))]);
        YamlMap?[] objects =
        [
            config.Count > 0 ? Object("v1", "ConfigMap", $"{workload.Name}-config", ("data", config)) : null,
            secrets.Count > 0 ? Object("v1", "Secret", $"{workload.Name}-secrets", ("type", "Opaque"), ("stringData", secrets)) : null,
            workload.IsProject ? Deployment(pod) : StatefulSet(pod),
            workload.Ports.Count > 0 ? Service() : null,
            Scales(workload) ? Autoscaler() : null,
            Scales(workload) ? DisruptionBudget() : null,
            NetworkPolicy(),
        ];
        return [.. objects.OfType<YamlMap>()];
    }

    private static YamlMap Labels(string name) => new()
    {
        { "app.kubernetes.io/name", name },
        { Component, name },
        { "app.kubernetes.io/instance", new YamlTemplate("{{ .Release.Name | quote }}") },
    };

    private YamlMap Object(string version, string kind, string name, params (string Key, object Value)[] more)
    {
        var result = new YamlMap
        {
            { "apiVersion", version },
            { "kind", kind },
            { "metadata", new YamlMap { { "name", name }, { "labels", Labels(workload.Name) } } },
        };
        foreach (var (key, value) in more)
            result.Add(key, value);
        return result;
    }

    private async Task<(YamlMap Config, YamlMap Secrets)> EnvironmentAsync(CancellationToken cancellationToken)
    {
        var (config, secrets) = (new YamlMap(), new YamlMap());
        foreach (var (name, value) in await model.EnvironmentOfAsync(workload.Resource, cancellationToken).ConfigureAwait(false))
        {
            var rendered = renderer.Render(value);
            (rendered.IsSecret ? secrets : config).Add(name, HelmRenderer.Scalar(rendered));
        }

        return (config, secrets);
    }

    private YamlMap Deployment(HelmPod pod) => Object("apps/v1", "Deployment", workload.Name, ("spec", new YamlMap
    {
        { "replicas", Scales(workload) ? null : new YamlTemplate($"{{{{ .Values.replicas.{_key} }}}}") },
        { "selector", Selector() },
        { "template", pod.Template(Labels(workload.Name)) },
    }));

    private YamlMap StatefulSet(HelmPod pod) => Object("apps/v1", "StatefulSet", workload.Name, ("spec", new YamlMap
    {
        { "serviceName", workload.Name },
        { "replicas", 1 },
        { "selector", Selector() },
        { "template", pod.Template(Labels(workload.Name)) },
        { "volumeClaimTemplates", workload.Data is null ? null : new[] { Claim() } },
    }));

    private YamlMap Claim() => new()
    {
        { "metadata", new YamlMap { { "name", HelmPod.DataVolume } } },
        {
            "spec", new YamlMap
            {
                { "accessModes", new[] { "ReadWriteOnce" } },
                { "resources", new YamlMap { { "requests", new YamlMap { { "storage", new YamlTemplate($"{{{{ .Values.persistence.{_key}.size }}}}") } } } } },
            }
        },
    };

    private YamlMap Service()
    {
        var isExternal = workload.Ports.Any(p => p.Endpoint.IsExternal);
        return Object("v1", "Service", workload.Name, ("spec", new YamlMap
        {
            { "type", isExternal ? new YamlTemplate($"{{{{ .Values.serviceTypes.{_key} }}}}") : "ClusterIP" },
            { "selector", Labels(workload.Name) },
            { "ports", workload.Ports.Select(p => new YamlMap { { "name", p.Endpoint.Name }, { "port", p.Port }, { "targetPort", p.Endpoint.Name }, { "protocol", "TCP" } }) },
        }));
    }

    private YamlMap Autoscaler() => Object("autoscaling/v2", "HorizontalPodAutoscaler", workload.Name, ("spec", new YamlMap
    {
        { "scaleTargetRef", new YamlMap { { "apiVersion", "apps/v1" }, { "kind", "Deployment" }, { "name", workload.Name } } },
        { "minReplicas", new YamlTemplate($"{{{{ .Values.replicas.{_key} }}}}") },
        { "maxReplicas", new YamlTemplate($"{{{{ .Values.autoscaling.{_key}.maxReplicas }}}}") },
        {
            "metrics", new[]
            {
                new YamlMap
                {
                    { "type", "Resource" },
                    {
                        "resource", new YamlMap
                        {
                            { "name", "cpu" },
                            { "target", new YamlMap { { "type", "Utilization" }, { "averageUtilization", new YamlTemplate($"{{{{ .Values.autoscaling.{_key}.targetCPUUtilizationPercentage }}}}") } } },
                        }
                    },
                },
            }
        },
    }));

    private YamlMap DisruptionBudget() => Object("policy/v1", "PodDisruptionBudget", workload.Name, ("spec", new YamlMap
    {
        { "maxUnavailable", 1 },
        { "selector", Selector() },
    }));

    // From those that refer to it, from its own replicas, and from anywhere to what is for the world outside. Nobody else.
    private YamlMap NetworkPolicy()
    {
        var rules = new List<YamlMap>();
        var peers = workload.Replicas > 1 ? workload.Clients.Append(workload).DistinctBy(w => w.Name) : workload.Clients;
        var clients = peers.Select(c => new YamlMap { { "podSelector", new YamlMap { { "matchLabels", Labels(c.Name) } } } }).ToArray();
        if (clients.Length > 0)
            rules.Add(new YamlMap { { "from", clients }, { "ports", Ports(_ => true) } });
        if (workload.Ports.Any(p => p.Endpoint.IsExternal))
            rules.Add(new YamlMap { { "ports", Ports(e => e.IsExternal) } });
        return Object("networking.k8s.io/v1", "NetworkPolicy", workload.Name, ("spec", new YamlMap
        {
            { "podSelector", new YamlMap { { "matchLabels", Labels(workload.Name) } } },
            { "policyTypes", new[] { "Ingress" } },
            { "ingress", rules },
        }));
    }

    private IEnumerable<YamlMap> Ports(Func<EndpointAnnotation, bool> which) =>
        workload.Ports.Where(p => which(p.Endpoint)).Select(p => new YamlMap { { "port", p.Endpoint.Name }, { "protocol", "TCP" } });

    private YamlMap Selector() => new() { { "matchLabels", Labels(workload.Name) } };
}
