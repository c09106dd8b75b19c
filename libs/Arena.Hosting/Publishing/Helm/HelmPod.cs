using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Publishing;

/// <summary>The pods of a workload: never root, nothing to write to but what they need, probed, and waiting for those they need.</summary>
internal sealed class HelmPod(Workload workload, bool hasConfig, bool hasSecrets, IReadOnlyList<object> arguments)
{
    public const string DataVolume = "data";

    private const string WaitImage = "docker.io/library/busybox:1.37";
    private const int NobodyId = 65534;

    private readonly string _key = HelmRenderer.Key(workload.Name);

    public YamlMap Template(YamlMap labels) => new()
    {
        {
            "metadata", new YamlMap
            {
                { "labels", labels },

                // New values are new pods.
                { "annotations", new YamlMap { { "checksum/values", new YamlTemplate("{{ toYaml .Values | sha256sum | quote }}") } } },
            }
        },
        {
            "spec", new YamlMap
            {
                { "automountServiceAccountToken", false },
                {
                    "securityContext", new YamlMap
                    {
                        { "runAsNonRoot", true },
                        { "runAsUser", workload.UserId },
                        { "fsGroup", workload.UserId },
                        { "seccompProfile", new YamlMap { { "type", "RuntimeDefault" } } },
                    }
                },
                { "initContainers", workload.Waits.Any(w => WaitCommand(w.On) is not null) ? workload.Waits.Select(w => WaitContainer(w.On)).OfType<YamlMap>() : null },
                { "containers", new[] { Container() } },
                { "volumes", Volumes().ToArray() is { Length: > 0 } volumes ? volumes : null },
            }
        },
    };

    private static YamlMap Locked(bool isReadOnly) => new()
    {
        { "allowPrivilegeEscalation", false },
        { "readOnlyRootFilesystem", isReadOnly },
        { "capabilities", new YamlMap { { "drop", new[] { "ALL" } } } },
    };

    private static string? WaitCommand(Workload on) => on switch
    {
        { HttpHealth: var (port, path, _) } => $"until wget -q -O /dev/null http://{on.Name}:{port}{path}; do sleep 1; done",
        { Ports.Count: > 0 } => $"until nc -z {on.Name} {on.Ports[0].Port}; do sleep 1; done",
        _ => null,
    };

    private static YamlMap? WaitContainer(Workload on)
    {
        var locked = Locked(isReadOnly: true);
        locked.Add("runAsUser", NobodyId);
        return WaitCommand(on) is { } command
            ? new YamlMap
            {
                { "name", $"wait-for-{on.Name}" },
                { "image", WaitImage },
                { "command", new[] { "/bin/sh", "-c", command } },
                { "securityContext", locked },
            }
            : null;
    }

    private YamlMap Container()
    {
        object[] args = [.. workload.Deployment?.Arguments ?? [], .. arguments];
        var probe = Probe();
        return new YamlMap
        {
            { "name", workload.Name },
            { "image", new YamlTemplate($"{{{{ .Values.images.{_key} | quote }}}}") },
            { "command", workload.Deployment?.Entrypoint is { } entrypoint ? new[] { entrypoint } : null },
            { "args", args.Length > 0 ? args : null },
            { "envFrom", EnvironmentSources().ToArray() is { Length: > 0 } sources ? sources : null },
            { "ports", workload.Ports.Count > 0 ? workload.Ports.Select(p => new YamlMap { { "name", p.Endpoint.Name }, { "containerPort", p.Port }, { "protocol", "TCP" } }) : null },
            { "startupProbe", probe is null ? null : Timed(probe, period: 2, failures: 60) },
            { "readinessProbe", probe is null ? null : Timed(probe, period: 5, failures: 3) },

            // Being unhealthy is not a reason to be killed; not listening any more is.
            { "livenessProbe", workload.Ports.Count > 0 ? Timed(new YamlMap { { "tcpSocket", new YamlMap { { "port", workload.Ports[0].Endpoint.Name } } } }, period: 10, failures: 6) : null },
            { "resources", new YamlTemplate($"{{{{ toYaml .Values.resources.{_key} | nindent 12 }}}}") },
            { "securityContext", Locked(workload.Deployment?.WritesToItsRoot != true) },
            { "volumeMounts", Mounts().ToArray() is { Length: > 0 } mounts ? mounts : null },
        };
    }

    private YamlMap? Probe() => workload switch
    {
        { HttpHealth: var (port, path, _) } => new YamlMap { { "httpGet", new YamlMap { { "path", path }, { "port", port } } } },
        { Deployment: { } deployment } => new YamlMap { { "exec", new YamlMap { { "command", deployment.HealthCommand } } } },
        _ => null,
    };

    private static YamlMap Timed(YamlMap probe, int period, int failures)
    {
        var timed = new YamlMap();
        foreach (var (key, value) in probe)
            timed.Add(key, value);
        timed.Add("periodSeconds", period);
        timed.Add("timeoutSeconds", 3);
        timed.Add("failureThreshold", failures);
        return timed;
    }

    private IEnumerable<YamlMap> EnvironmentSources()
    {
        if (hasConfig)
            yield return new YamlMap { { "configMapRef", new YamlMap { { "name", $"{workload.Name}-config" } } } };
        if (hasSecrets)
            yield return new YamlMap { { "secretRef", new YamlMap { { "name", $"{workload.Name}-secrets" } } } };
    }

    private IEnumerable<YamlMap> Mounts()
    {
        for (var i = 0; i < workload.ScratchPaths.Count; i++)
            yield return new YamlMap { { "name", $"scratch-{i}" }, { "mountPath", workload.ScratchPaths[i] } };
        if ((workload.Data?.Target ?? workload.Deployment?.DataDirectory) is { } data)
            yield return new YamlMap { { "name", DataVolume }, { "mountPath", data } };
    }

    private IEnumerable<YamlMap> Volumes()
    {
        for (var i = 0; i < workload.ScratchPaths.Count; i++)
            yield return new YamlMap { { "name", $"scratch-{i}" }, { "emptyDir", new YamlMap() } };
        if (workload is { Data: null, Deployment.DataDirectory: not null })
            yield return new YamlMap { { "name", DataVolume }, { "emptyDir", new YamlMap() } };
    }
}
