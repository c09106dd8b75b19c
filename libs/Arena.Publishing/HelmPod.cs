namespace Arena.Publishing;

/// <summary>The pods of a workload: never root, nothing to write to but what they need, probed, and waiting for those they need.</summary>
internal sealed class HelmPod(Workload workload, PublishedSystem system)
{
    private const string DataVolume = "data";
    private const string WaitImage = "docker.io/library/busybox:1.37";
    private const int NobodyId = 65534;

    private readonly string _key = HelmText.Key(workload.Name);

    public object Template(Dictionary<string, string> labels) => new
    {
        // New values are new pods.
        metadata = new { labels, annotations = new Dictionary<string, string> { ["checksum"] = "{{ toYaml .Values | sha256sum }}" } },
        spec = new
        {
            automountServiceAccountToken = false,
            securityContext = new
            {
                runAsNonRoot = true,
                runAsUser = workload.Deployment.UserId,
                fsGroup = workload.Deployment.UserId,
                seccompProfile = new { type = "RuntimeDefault" },
            },
            initContainers = system.WaitsOf(workload).Select(w => WaitFor(w.On)).OfType<object>().ToArray(),
            containers = new[] { Container() },
            volumes = workload.ScratchPaths.Select((_, i) => new { name = $"scratch-{i}", emptyDir = new { } }).ToArray(),
        },
    };

    public object Claim() => new
    {
        metadata = new { name = DataVolume },
        spec = new
        {
            accessModes = new[] { "ReadWriteOnce" },
            resources = new { requests = new { storage = HelmText.Value($"persistence.{_key}") } },
        },
    };

    private object Container() => new
    {
        name = workload.Name,
        image = HelmText.Value($"images.{_key}"),
        command = workload.Entrypoint is { } entrypoint ? new[] { HelmText.Expanded([new(entrypoint)]) } : null,
        args = workload.Arguments.Select(HelmText.Expanded).ToArray(),
        env = Variables().ToArray(),
        ports = workload.Ports.Select(p => new { name = p.Endpoint.Name, containerPort = p.Port, protocol = "TCP" }).ToArray(),
        startupProbe = Probe(periodSeconds: 2, failureThreshold: 60),
        readinessProbe = Probe(periodSeconds: 5, failureThreshold: 3),

        // Being unhealthy is not a reason to be killed; not listening any more is.
        livenessProbe = workload.Ports.Count == 0 ? null : new
        {
            tcpSocket = new { port = workload.Ports[0].Endpoint.Name }, periodSeconds = 10, timeoutSeconds = 3, failureThreshold = 6,
        },
        resources = new { requests = Resources("requests"), limits = Resources("limits") },
        securityContext = Locked(workload.Deployment.HasReadOnlyRoot),
        volumeMounts = Mounts().ToArray(),
    };

    // Variables that others are made of come first: Kubernetes knows only those before.
    private IEnumerable<object> Variables()
    {
        var composed = workload.Environment.Select(e => e.Value).Where(v => v.Count > 1).Concat(workload.Arguments);
        var parts = composed.SelectMany(v => v).Where(p => p.Parameter is not null).Distinct();
        return parts.Select(p => Secret(HelmText.Variable(p), p)).Concat(workload.Environment.Select(e =>
            e.Value is [{ Parameter: not null } only] ? Secret(e.Key, only) : new { name = e.Key, value = HelmText.Expanded(e.Value) }));
    }

    private object Secret(string name, ValuePart part) =>
        new { name, valueFrom = new { secretKeyRef = new { name = HelmText.SecretName(system), key = HelmText.SecretKey(part) } } };

    private object Resources(string kind) =>
        new { cpu = HelmText.Value($"resources.{_key}.{kind}.cpu"), memory = HelmText.Value($"resources.{_key}.{kind}.memory") };

    private object? Probe(int periodSeconds, int failureThreshold) => (workload.HttpHealth, workload.Deployment.HealthCommand) switch
    {
        ({ } http, _) => new { httpGet = new { path = http.Path, port = http.Port }, periodSeconds, timeoutSeconds = 3, failureThreshold },
        (null, { Count: > 0 } command) =>
            new { exec = Run([.. command.Select(HelmText.Verbatim)]), periodSeconds, timeoutSeconds = 3, failureThreshold },
        _ => null,
    };

    private static object Run(string[] command) => new { command };

    private static object Locked(bool readOnlyRootFilesystem, int? runAsUser = null) =>
        new { runAsUser, allowPrivilegeEscalation = false, readOnlyRootFilesystem, capabilities = new { drop = new[] { "ALL" } } };

    private static object? WaitFor(Workload on)
    {
        var wait = on switch
        {
            { HttpHealth: { } http } => $"until wget -q -O /dev/null http://{on.Name}:{http.Port}{http.Path}; do sleep 1; done",
            { Ports.Count: > 0 } => $"until nc -z {on.Name} {on.Ports[0].Port}; do sleep 1; done",
            _ => null,
        };
        return wait is null ? null : new
        {
            name = $"wait-for-{on.Name}",
            image = WaitImage,
            command = new[] { "/bin/sh", "-c", wait },
            securityContext = Locked(readOnlyRootFilesystem: true, NobodyId),
        };
    }

    private IEnumerable<object> Mounts()
    {
        var scratch = workload.ScratchPaths.Select((path, i) => new { name = $"scratch-{i}", mountPath = path });
        return workload.Data is { } data ? scratch.Append(new { name = DataVolume, mountPath = data.Target }) : scratch;
    }
}
