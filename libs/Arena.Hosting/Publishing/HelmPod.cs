namespace Arena.Hosting.Publishing;

/// <summary>The pods of a workload: never root, nothing to write to but what they need, probed, and waiting for those they need.</summary>
internal sealed class HelmPod(Workload workload, PublishedSystem system)
{
    public const string DataVolume = "data";

    private const string WaitImage = "docker.io/library/busybox:1.37";
    private const int NobodyId = 65534;

    private readonly string _key = HelmText.Key(workload.Name);

    public object Template(Dictionary<string, string> labels) => new
    {
        // New values are new pods.
        metadata = new { labels, annotations = new Dictionary<string, string> { ["checksum/values"] = "{{ toYaml .Values | sha256sum }}" } },
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

    private object Container() => new
    {
        name = workload.Name,
        image = HelmText.Value($"images.{_key}"),
        command = workload.Entrypoint is { } entrypoint ? new[] { HelmText.Expanded([new(entrypoint)]) } : null,
        args = workload.Arguments.Select(HelmText.Expanded).ToArray(),
        env = Variables().ToArray(),
        ports = workload.Ports.Select(p => new { name = p.Endpoint.Name, containerPort = p.Port, protocol = "TCP" }).ToArray(),
        startupProbe = Probe(period: 2, failures: 60),
        readinessProbe = Probe(period: 5, failures: 3),

        // Being unhealthy is not a reason to be killed; not listening any more is.
        livenessProbe = workload.Ports.Count == 0 ? null : new
        {
            tcpSocket = new { port = workload.Ports[0].Endpoint.Name }, periodSeconds = 10, timeoutSeconds = 3, failureThreshold = 6,
        },
        resources = new { requests = Resources("requests"), limits = Resources("limits") },
        securityContext = Locked(workload.Deployment.HasReadOnlyRoot, user: null),
        volumeMounts = Mounts().ToArray(),
    };

    // Variables that others are made of come first: Kubernetes knows only those before.
    private IEnumerable<object> Variables()
    {
        IReadOnlyList<ValuePart>[] composed = [.. workload.Environment.Select(e => e.Value).Where(v => v.Count > 1), .. workload.Arguments];
        var parts = composed.SelectMany(v => v).Where(p => p.Parameter is not null).Distinct().Select(p => Secret(HelmText.Variable(p), p));
        return parts.Concat(workload.Environment.Select(e => e.Value is [{ Parameter: not null } only]
            ? Secret(e.Key, only)
            : new { name = e.Key, value = HelmText.Expanded(e.Value) }));
    }

    private object Secret(string name, ValuePart part) => new
    {
        name, valueFrom = new { secretKeyRef = new { name = HelmWorkload.SecretName(system), key = HelmText.SecretKey(part) } },
    };

    private object Resources(string kind) => new
    {
        cpu = HelmText.Value($"resources.{_key}.{kind}.cpu"), memory = HelmText.Value($"resources.{_key}.{kind}.memory"),
    };

    private object? Probe(int period, int failures)
    {
        var command = workload.Deployment.HealthCommand.Select(HelmText.Verbatim).ToArray();
        return workload.HttpHealth is null && command.Length == 0 ? null : new
        {
            httpGet = workload.HttpHealth is (var port, var path, _) ? new { path, port } : null,
            exec = workload.HttpHealth is null ? new { command } : null,
            periodSeconds = period,
            timeoutSeconds = 3,
            failureThreshold = failures,
        };
    }

    private static object Locked(bool isReadOnly, int? user) => new
    {
        runAsUser = user,
        allowPrivilegeEscalation = false,
        readOnlyRootFilesystem = isReadOnly,
        capabilities = new { drop = new[] { "ALL" } },
    };

    private static object? WaitFor(Workload on)
    {
        var command = on switch
        {
            { HttpHealth: var (port, path, _) } => $"until wget -q -O /dev/null http://{on.Name}:{port}{path}; do sleep 1; done",
            { Ports.Count: > 0 } => $"until nc -z {on.Name} {on.Ports[0].Port}; do sleep 1; done",
            _ => null,
        };
        return command is null ? null : new
        {
            name = $"wait-for-{on.Name}",
            image = WaitImage,
            command = new[] { "/bin/sh", "-c", command },
            securityContext = Locked(isReadOnly: true, NobodyId),
        };
    }

    private IEnumerable<object> Mounts()
    {
        var scratch = workload.ScratchPaths.Select((path, i) => new { name = $"scratch-{i}", mountPath = path });
        return workload.Data is { } data ? scratch.Append(new { name = DataVolume, mountPath = data.Target }) : scratch;
    }
}
