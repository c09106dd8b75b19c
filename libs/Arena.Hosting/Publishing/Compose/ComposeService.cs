using System.Globalization;
using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Publishing;

/// <summary>One service of a compose file.</summary>
internal sealed class ComposeService(Workload workload, PublishingModel model, ComposeRenderer renderer, string network)
{
    public static string ImageVariable(Workload workload) => $"{EnvironmentVariableName.Encode(workload.Name)}_IMAGE";

    public static string PortVariable(Workload workload, EndpointAnnotation endpoint) =>
        $"{EnvironmentVariableName.Encode(workload.Name)}_{EnvironmentVariableName.Encode(endpoint.Name)}_PORT";

    public static string DefaultImage(Workload workload) => $"arena/{workload.Name}:latest";

    public async Task<YamlMap> DescribeAsync(CancellationToken cancellationToken)
    {
        var arguments = await model.ArgumentsOfAsync(workload.Resource, cancellationToken).ConfigureAwait(false);
        string[] command = [.. workload.Deployment?.Arguments.Select(a => renderer.Render(a).Text) ?? [], .. arguments.Select(a => renderer.Render(a).Text)];
        return new YamlMap
        {
            { "image", workload.Image ?? $"${{{ImageVariable(workload)}:-{DefaultImage(workload)}}}" },
            { "build", workload.IsProject ? Build() : null },
            { "entrypoint", workload.Deployment?.Entrypoint is { } entrypoint ? new[] { entrypoint } : null },
            { "command", command.Length > 0 ? command : null },
            { "environment", await EnvironmentAsync(cancellationToken).ConfigureAwait(false) },
            { "depends_on", DependsOn() },
            { "healthcheck", HealthCheck() },
            { "ports", Ports(external: true) },
            { "expose", Ports(external: false) },
            { "volumes", workload.Data is { } data ? new[] { $"{(data.Type == ContainerMountType.Volume ? data.Source : model.Relative(data.Source!))}:{data.Target}" } : null },
            { "user", workload.UserId.ToString(CultureInfo.InvariantCulture) },
            { "read_only", workload.Deployment?.WritesToItsRoot != true },
            { "tmpfs", Scratch() },
            { "cap_drop", new[] { "ALL" } },
            { "security_opt", new[] { "no-new-privileges:true" } },
            { "restart", "unless-stopped" },
            { "deploy", Deploy() },
            { "networks", new[] { network } },
        };
    }

    /// <summary>From the project's own Dockerfile, else from the one for all of them.</summary>
    private YamlMap? Build()
    {
        var root = model.RepositoryRoot;
        var own = Path.Combine(Path.GetDirectoryName(workload.ProjectPath)!, "Dockerfile");
        var shared = Path.Combine(root, "deploy", "Dockerfile");
        var file = File.Exists(own) ? own : File.Exists(shared) ? shared : null;
        return file is null ? null : new YamlMap
        {
            { "context", model.Relative(root) },
            { "dockerfile", Path.GetRelativePath(root, file).Replace('\\', '/') },
            { "args", new YamlMap { { "PROJECT", workload.ProjectName } } },
        };
    }

    private async Task<YamlMap?> EnvironmentAsync(CancellationToken cancellationToken)
    {
        var environment = new YamlMap();
        foreach (var (name, value) in await model.EnvironmentOfAsync(workload.Resource, cancellationToken).ConfigureAwait(false))
            environment.Add(name, renderer.Render(value).Text);
        return environment.Count > 0 ? environment : null;
    }

    private YamlMap? DependsOn()
    {
        var dependencies = new YamlMap();
        foreach (var (on, type) in workload.Waits)
        {
            dependencies.Add(on.Name, new YamlMap
            {
                {
                    "condition", type switch
                    {
                        WaitType.WaitForCompletion => "service_completed_successfully",
                        WaitType.WaitUntilHealthy when on.HttpHealth is not null || on.Deployment is not null => "service_healthy",
                        _ => "service_started",
                    }
                },
            });
        }

        return dependencies.Count > 0 ? dependencies : null;
    }

    // The .NET images have a shell but no program for HTTP.
    private YamlMap? HealthCheck()
    {
        string[]? test = workload switch
        {
            { Deployment: { } deployment } => ["CMD", .. deployment.HealthCommand],
            { HttpHealth: var (port, path, status) } => ["CMD", "/bin/bash", "-c", $"exec 3<>/dev/tcp/127.0.0.1/{port} && printf 'GET {path} HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' {status} '"],
            _ => null,
        };
        return test is null ? null : new YamlMap
        {
            { "test", test.Select(t => t.Replace("$", "$$", StringComparison.Ordinal)) },
            { "interval", "5s" },
            { "timeout", "3s" },
            { "retries", 6 },
            { "start_period", "30s" },
        };
    }

    private string[]? Ports(bool external)
    {
        // One port of the host cannot belong to several replicas.
        var ports = workload.Ports
            .Where(p => (p.Endpoint.IsExternal && workload.Replicas == 1) == external)
            .Select(p => external ? $"${{{PortVariable(workload, p.Endpoint)}:-{p.Endpoint.Port ?? p.Port}}}:{p.Port}" : $"{p.Port}")
            .ToArray();
        return ports.Length > 0 ? ports : null;
    }

    private string[]? Scratch()
    {
        string[] paths = workload is { Data: null, Deployment.DataDirectory: { } data } ? [.. workload.ScratchPaths, data] : [.. workload.ScratchPaths];
        return paths.Length > 0 ? [.. paths.Select(p => $"{p}:uid={workload.UserId}")] : null;
    }

    private YamlMap Deploy() => new()
    {
        { "replicas", workload.Replicas > 1 ? workload.Replicas : null },
        {
            "resources", new YamlMap
            {
                { "limits", new YamlMap { { "cpus", workload.CpuLimit }, { "memory", $"{workload.MemoryLimitMegabytes}M" } } },
            }
        },
    };
}
