using System.Text;
using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Publishing;

/// <summary>A <c>docker-compose.yaml</c> and the <c>.env</c> that it wants filled in.</summary>
internal sealed class ComposePublisher : IPublisher
{
    private const string NetworkName = "arena";

    public string Name => "docker-compose";

    public string DefaultOutputPath => "docker-compose";

    public async Task<IReadOnlyList<PublishedFile>> PublishAsync(PublishingModel model, CancellationToken cancellationToken)
    {
        RequireNoExecutables(model);
        var renderer = new ComposeRenderer();
        var services = new YamlMap();
        var workloads = model.Workloads.Select(r => new Workload(r, model)).ToArray();
        foreach (var workload in workloads)
            services.Add(workload.Name, await new ComposeService(workload, model, renderer, NetworkName).DescribeAsync(cancellationToken).ConfigureAwait(false));

        var volumes = new YamlMap();
        foreach (var volume in workloads.Select(w => w.Data).OfType<ContainerMountAnnotation>().Where(d => d.Type == ContainerMountType.Volume))
            volumes.Add(volume.Source!, new YamlMap());
        var file = new YamlMap
        {
            { "name", NetworkName },
            { "services", services },
            { "networks", new YamlMap { { NetworkName, new YamlMap { { "driver", "bridge" } } } } },
            { "volumes", volumes.Count > 0 ? volumes : null },
        };
        return [new PublishedFile("docker-compose.yaml", YamlWriter.Write(file)), new PublishedFile(".env", Variables(model, workloads))];
    }

    private static void RequireNoExecutables(PublishingModel model)
    {
        if (model.Resources.FirstOrDefault(r => r is ExecutableResource) is { } executable)
            throw new DistributedApplicationException($"'{executable.Name}' is a program of this machine, which no container can run; leave it out with ExcludeFromManifest.");
    }

    private static string Variables(PublishingModel model, IEnumerable<Workload> workloads)
    {
        var text = new StringBuilder("# What docker-compose.yaml needs to know. Fill in what is empty; keep this file to yourself.\n");
        foreach (var parameter in model.Parameters)
        {
            text.Append(parameter.Secret
                ? $"\n# The secret '{parameter.Name}'. Letters and digits only: it also becomes part of URLs. For instance: openssl rand -hex 16\n"
                : $"\n# The parameter '{parameter.Name}'.{(parameter.Description is { } description ? " " + description : "")}\n");
            text.Append($"{ComposeRenderer.Variable(parameter)}={(parameter.Default is ConstantParameterDefault constant ? constant.GetDefaultValue() : "")}\n");
        }

        foreach (var workload in workloads.Where(w => w.IsProject))
        {
            text.Append($"\n# {workload.Resource.Name}\n{ComposeService.ImageVariable(workload)}={ComposeService.DefaultImage(workload)}\n");
            foreach (var (endpoint, port) in workload.Ports.Where(p => p.Endpoint.IsExternal && workload.Replicas == 1))
                text.Append($"{ComposeService.PortVariable(workload, endpoint)}={endpoint.Port ?? port}\n");
        }

        return text.ToString();
    }
}
