using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace Arena.Publishing;

/// <summary>A <c>docker-compose.yaml</c> and the <c>.env</c> that it wants filled in.</summary>
/// <param name="system">What is published.</param>
/// <param name="checkout">The folder with <c>deploy/Dockerfile</c>, from the output folder; null when images are not built.</param>
internal sealed class ComposeWriter(PublishedSystem system, string? checkout)
{
    public const string VariablesFile = ".env";

    private const string Dockerfile = "deploy/Dockerfile";

    /// <summary>The first folder, from the app host's upwards, whose Dockerfile builds the projects.</summary>
    public static string? FindCheckout(string appHostDirectory, string outputDirectory)
    {
        var folder = new DirectoryInfo(appHostDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Dockerfile)))
            folder = folder.Parent;
        return folder is null ? null : Path.GetRelativePath(outputDirectory, folder.FullName).Replace('\\', '/');
    }

    public IReadOnlyList<PublishedFile> Write() =>
    [
        new("docker-compose.yaml", OutputFolder.Header + YamlText.Write(new
        {
            name = system.Name,
            services = system.Workloads.ToDictionary(w => w.Name, Service),
            volumes = Volumes(),
        })),
        new(VariablesFile, Variables()),
    ];

    private object Service(Workload workload) => new
    {
        image = workload.Image ?? $"${{{Variable(workload.Name)}_IMAGE:-{system.Name}/{workload.Name}:latest}}",
        build = checkout is null || workload.Project is not { } project
            ? null
            : new { context = checkout, dockerfile = Dockerfile, args = new { PROJECT = project } },
        profiles = workload.IsOnDemand ? new[] { workload.Name } : null,
        entrypoint = workload.Entrypoint is { } entrypoint ? new[] { Escape(entrypoint) } : null,
        command = workload.Arguments.Select(Text).ToArray(),
        environment = workload.Environment.ToDictionary(e => e.Key, e => Text(e.Value)),
        depends_on = system.WaitsOf(workload).ToDictionary(w => w.On.Name, w => new { condition = Condition(w.On, w.Type) }),
        healthcheck = HealthCheck(workload),
        ports = workload.Ports.Where(p => IsPublished(workload, p.Endpoint))
            .Select(p => $"${{{PortVariable(workload, p.Endpoint)}:-{p.Endpoint.Port ?? p.Port}}}:{p.Port}").ToArray(),
        expose = workload.Ports.Where(p => !IsPublished(workload, p.Endpoint)).Select(p => $"{p.Port}").ToArray(),
        volumes = workload.Data is { } data ? new[] { $"{data.Source}:{data.Target}{(data.IsReadOnly ? ":ro" : "")}" } : null,
        user = workload.Deployment.UserId is { } user ? $"{user}" : null,
        read_only = workload.Deployment.HasReadOnlyRoot,
        tmpfs = workload.ScratchPaths.Select(p => workload.Deployment.UserId is { } owner ? $"{p}:uid={owner}" : p).ToArray(),
        cap_drop = new[] { "ALL" },
        security_opt = new[] { "no-new-privileges:true" },
        restart = "unless-stopped",
        deploy = new
        {
            replicas = workload.Replicas > 1 ? workload.Replicas : (int?)null,
            resources = new { limits = new { cpus = "1", memory = $"{workload.Deployment.MemoryMegabytes}M" } },
        },
    };

    private Dictionary<string, object> Volumes() =>
        system.Workloads.Where(w => w.Data?.Type == ContainerMountType.Volume).ToDictionary(w => w.Data!.Source!, _ => (object)new { });

    private static string Condition(Workload on, WaitType type) => type switch
    {
        WaitType.WaitForCompletion => "service_completed_successfully",
        WaitType.WaitUntilHealthy when HealthCheck(on) is not null => "service_healthy",
        _ => "service_started",
    };

    // The .NET images have a shell but no program for HTTP.
    private static object? HealthCheck(Workload workload)
    {
        string[]? test = workload switch
        {
            { HttpHealth: var (port, path, status) } =>
            [
                "CMD", "/bin/bash", "-c",
                $"exec 3<>/dev/tcp/127.0.0.1/{port}; printf 'GET {path} HTTP/1.0\\r\\n\\r\\n' >&3; head -n 1 <&3 | grep -q ' {status} '",
            ],
            { Deployment.HealthCommand: { Count: > 0 } command } => ["CMD", .. command],
            _ => null,
        };
        return test is null
            ? null
            : new { test = test.Select(Escape).ToArray(), interval = "5s", timeout = "3s", retries = 6, start_period = "30s" };
    }

    private string Variables()
    {
        var text = new StringBuilder("# What docker-compose.yaml needs to know. Fill in what is empty; keep this file to yourself.\n");
        foreach (var parameter in system.Parameters)
        {
            text.Append(parameter.Secret
                ? "\n# A secret. Letters and digits only, since it also becomes part of URLs: openssl rand -hex 16\n"
                : $"\n# {parameter.Description ?? parameter.Name}\n");
            if (system.IsOptional(parameter))
                text.Append("# Only for what is run by its profile.\n");
            text.Append($"{Variable(parameter.Name)}={PublishedSystem.DefaultOf(parameter)}\n");
        }

        foreach (var workload in system.Workloads.Where(w => w.Project is not null))
        {
            text.Append($"\n# {workload.Name}\n{Variable(workload.Name)}_IMAGE={system.Name}/{workload.Name}:latest\n");
            foreach (var (endpoint, port) in workload.Ports.Where(p => IsPublished(workload, p.Endpoint)))
                text.Append($"{PortVariable(workload, endpoint)}={endpoint.Port ?? port}\n");
        }

        return text.ToString();
    }

    // One port of the host cannot belong to several replicas.
    private static bool IsPublished(Workload workload, EndpointAnnotation endpoint) => endpoint.IsExternal && workload.Replicas == 1;

    private static string PortVariable(Workload workload, EndpointAnnotation endpoint) =>
        $"{Variable(workload.Name)}_{Variable(endpoint.Name)}_PORT";

    private string Text(IReadOnlyList<ValuePart> parts) => string.Concat(parts.Select(p => p.Parameter switch
    {
        null => Escape(p.Text),
        var parameter when system.IsOptional(parameter) => $"${{{Variable(parameter.Name)}}}",
        var parameter => $"${{{Variable(parameter.Name)}:?set {Variable(parameter.Name)} in {VariablesFile}}}",
    }));

    private static string Escape(string text) => text.Replace("$", "$$", StringComparison.Ordinal);

    private static string Variable(string name) => name.ToUpperInvariant().Replace('-', '_');
}
