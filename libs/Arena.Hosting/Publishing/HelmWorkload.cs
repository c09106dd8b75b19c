using Aspire.Hosting.ApplicationModel;

namespace Arena.Hosting.Publishing;

/// <summary>Everything that one workload is on Kubernetes.</summary>
internal sealed class HelmWorkload(Workload workload, PublishedSystem system)
{
    private readonly string _key = HelmText.Key(workload.Name);

    public static bool Scales(Workload workload) => workload is { Project: not null, Replicas: > 1 };

    public static bool IsExternal(Workload workload) => workload.Ports.Any(p => p.Endpoint.IsExternal);

    public static string SecretName(PublishedSystem system) => $"{{{{ .Values.existingSecret.name | default `{system.Name}-parameters` }}}}";

    public IEnumerable<object> Describe()
    {
        yield return workload.Project is null ? StatefulSet() : Deployment();
        if (workload.Ports.Count > 0)
            yield return Service();
        if (Scales(workload))
        {
            yield return Autoscaler();
            yield return DisruptionBudget();
        }

        yield return NetworkPolicy();
    }

    private static Dictionary<string, string> Labels(Workload workload) => new()
    {
        ["app.kubernetes.io/name"] = workload.Name,
        ["app.kubernetes.io/instance"] = "{{ .Release.Name }}",
    };

    private object Metadata() => new { name = workload.Name, labels = Labels(workload) };

    private object Selector() => new { matchLabels = Labels(workload) };

    private object Deployment() => new
    {
        apiVersion = "apps/v1",
        kind = "Deployment",
        metadata = Metadata(),
        spec = new
        {
            replicas = Scales(workload) ? null : HelmText.Number($"replicas.{_key}"),
            selector = Selector(),
            template = new HelmPod(workload, system).Template(Labels(workload)),
        },
    };

    private object StatefulSet() => new
    {
        apiVersion = "apps/v1",
        kind = "StatefulSet",
        metadata = Metadata(),
        spec = new
        {
            serviceName = workload.Name,
            replicas = HelmText.Number($"replicas.{_key}"),
            selector = Selector(),
            template = new HelmPod(workload, system).Template(Labels(workload)),
            volumeClaimTemplates = workload.Data is null ? null : new[]
            {
                new
                {
                    metadata = new { name = HelmPod.DataVolume },
                    spec = new
                    {
                        accessModes = new[] { "ReadWriteOnce" },
                        resources = new { requests = new { storage = HelmText.Value($"persistence.{_key}") } },
                    },
                },
            },
        },
    };

    private object Service() => new
    {
        apiVersion = "v1",
        kind = "Service",
        metadata = Metadata(),
        spec = new
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
        },
    };

    private object Autoscaler() => new
    {
        apiVersion = "autoscaling/v2",
        kind = "HorizontalPodAutoscaler",
        metadata = Metadata(),
        spec = new
        {
            scaleTargetRef = new { apiVersion = "apps/v1", kind = "Deployment", name = workload.Name },
            minReplicas = HelmText.Number($"replicas.{_key}"),
            maxReplicas = HelmText.Number($"autoscaling.{_key}.maxReplicas"),
            metrics = new[]
            {
                new
                {
                    type = "Resource",
                    resource = new
                    {
                        name = "cpu",
                        target = new { type = "Utilization", averageUtilization = HelmText.Number($"autoscaling.{_key}.targetCPUUtilizationPercentage") },
                    },
                },
            },
        },
    };

    private object DisruptionBudget() => new
    {
        apiVersion = "policy/v1",
        kind = "PodDisruptionBudget",
        metadata = Metadata(),
        spec = new { maxUnavailable = 1, selector = Selector() },
    };

    // From those that refer to it, from its own replicas, and from anywhere to what is for the world outside. Nobody else.
    private object NetworkPolicy()
    {
        var clients = Scales(workload) ? system.ClientsOf(workload).Append(workload).Distinct() : system.ClientsOf(workload);
        var peers = clients.Select(c => new { podSelector = new { matchLabels = Labels(c) } }).ToArray();
        var rules = new List<object>();
        if (peers.Length > 0)
            rules.Add(new { from = peers, ports = Ports(_ => true) });
        if (IsExternal(workload))
            rules.Add(new { ports = Ports(e => e.IsExternal) });
        return new
        {
            apiVersion = "networking.k8s.io/v1",
            kind = "NetworkPolicy",
            metadata = Metadata(),
            spec = new { podSelector = Selector(), policyTypes = new[] { "Ingress" }, ingress = rules },
        };
    }

    private object[] Ports(Func<EndpointAnnotation, bool> which) =>
        [.. workload.Ports.Where(p => which(p.Endpoint)).Select(p => new { port = p.Endpoint.Name, protocol = "TCP" })];
}
