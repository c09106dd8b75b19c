using Aspire.Hosting.ApplicationModel;

namespace Arena.Publishing;

/// <summary>Everything that one workload is on Kubernetes.</summary>
internal sealed class HelmWorkload(Workload workload, PublishedSystem system)
{
    private readonly string _key = HelmText.Key(workload.Name);

    public static bool Scales(Workload workload) => workload is { Project: not null, Replicas: > 1 };

    public static bool IsExternal(Workload workload) => workload.Ports.Any(p => p.Endpoint.IsExternal);

    public IEnumerable<object> Describe()
    {
        var pod = new HelmPod(workload, system);
        yield return workload.Project is null
            ? Object("apps/v1", "StatefulSet", new
            {
                serviceName = workload.Name,
                replicas = HelmText.Number($"replicas.{_key}"),
                selector = Selector(workload),
                template = pod.Template(Labels(workload)),
                volumeClaimTemplates = workload.Data is null ? null : new[] { pod.Claim() },
            })
            : Object("apps/v1", "Deployment", new
            {
                replicas = Scales(workload) ? null : HelmText.Number($"replicas.{_key}"),
                selector = Selector(workload),
                template = pod.Template(Labels(workload)),
            });
        if (workload.Ports.Count > 0)
            yield return Service();
        if (Scales(workload))
        {
            yield return Autoscaler();
            yield return Object("policy/v1", "PodDisruptionBudget", new { maxUnavailable = 1, selector = Selector(workload) });
        }

        yield return NetworkPolicy();
    }

    private static Dictionary<string, string> Labels(Workload workload) => new()
    {
        ["app.kubernetes.io/name"] = workload.Name,
        ["app.kubernetes.io/instance"] = "{{ .Release.Name }}",
    };

    private static object Selector(Workload workload) => new { matchLabels = Labels(workload) };

    private object Object(string apiVersion, string kind, object spec) =>
        new { apiVersion, kind, metadata = new { name = workload.Name, labels = Labels(workload) }, spec };

    private object Service() => Object("v1", "Service", new
    {
        type = IsExternal(workload) ? HelmText.Value($"serviceTypes.{_key}") : "ClusterIP",
        selector = Labels(workload),
        ports = workload.Ports.Select(p => new
        {
            name = p.Endpoint.Name,
            port = p.Port,
            targetPort = p.Endpoint.Name,
            protocol = "TCP",
            appProtocol = p.Endpoint.Transport is "http2" ? "kubernetes.io/h2c" : null,
        }).ToArray(),
    });

    private object Autoscaler() => Object("autoscaling/v2", "HorizontalPodAutoscaler", new
    {
        scaleTargetRef = new { apiVersion = "apps/v1", kind = "Deployment", name = workload.Name },
        minReplicas = HelmText.Number($"replicas.{_key}"),
        maxReplicas = HelmText.Number($"autoscaling.{_key}.maxReplicas"),
        metrics = new[] { new { type = "Resource", resource = new { name = "cpu", target = Utilization() } } },
    });

    private object Utilization() =>
        new { type = "Utilization", averageUtilization = HelmText.Number($"autoscaling.{_key}.targetCPUUtilizationPercentage") };

    // From those that refer to it, from its own replicas, and from anywhere to what is for the world outside. Nobody else.
    private object NetworkPolicy()
    {
        var clients = Scales(workload) ? system.ClientsOf(workload).Append(workload).Distinct() : system.ClientsOf(workload);
        var peers = clients.Select(c => new { podSelector = Selector(c) }).ToArray();
        var rules = new List<object>();
        if (peers.Length > 0)
            rules.Add(new { from = peers, ports = Ports(_ => true) });
        if (IsExternal(workload))
            rules.Add(new { ports = Ports(e => e.IsExternal) });
        var spec = new { podSelector = Selector(workload), policyTypes = new[] { "Ingress" }, ingress = rules };
        return Object("networking.k8s.io/v1", "NetworkPolicy", spec);
    }

    private object[] Ports(Func<EndpointAnnotation, bool> which) =>
        [.. workload.Ports.Where(p => which(p.Endpoint)).Select(p => new { port = p.Endpoint.Name, protocol = "TCP" })];
}
