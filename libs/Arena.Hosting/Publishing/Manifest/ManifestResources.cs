using System.Text.Json.Nodes;
using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Publishing;

/// <summary>One resource each, in the manifest's kinds.</summary>
internal sealed class ManifestResources(PublishingModel model)
{
    private const int FirstExtraPort = 8000;

    public ManifestRenderer Renderer { get; } = new();

    public async Task<JsonObject?> DescribeAsync(IResource resource, CancellationToken cancellationToken) => resource switch
    {
        _ when resource.HasAnnotationOfType<PublishAsConnectionStringAnnotation>() => ConnectionString(resource.Name),
        ParameterResource { IsConnectionString: true } => ConnectionString(resource.Name),
        ProjectResource => await ProjectAsync(resource, cancellationToken).ConfigureAwait(false),
        ContainerResource => await ContainerAsync(resource, cancellationToken).ConfigureAwait(false),
        ExecutableResource executable => await ExecutableAsync(executable, cancellationToken).ConfigureAwait(false),
        IResourceWithConnectionString connection => new JsonObject { ["type"] = "value.v0", ["connectionString"] = Renderer.Render(connection.ConnectionStringExpression).Text },
        ExternalServiceResource => null,
        _ => throw new DistributedApplicationException($"'{resource.Name}' is a {resource.GetType().Name}, which the manifest has no kind for; leave it out with ExcludeFromManifest."),
    };

    public static JsonObject Parameter(ParameterResource parameter)
    {
        var input = new JsonObject { ["type"] = "string" };
        if (parameter.Secret)
            input["secret"] = true;
        if (Default(parameter.Default) is { } value)
            input["default"] = value;
        return new JsonObject
        {
            ["type"] = "parameter.v0",
            ["value"] = $"{{{parameter.Name}.inputs.value}}",
            ["inputs"] = new JsonObject { ["value"] = input },
        };
    }

    private static JsonObject ConnectionString(string name) => new()
    {
        ["type"] = "parameter.v0",
        ["connectionString"] = $"{{{name}.value}}",
        ["value"] = $"{{{name}.inputs.value}}",
        ["inputs"] = new JsonObject { ["value"] = new JsonObject { ["type"] = "string", ["secret"] = true } },
    };

    private static JsonObject? Default(ParameterDefault? value)
    {
        if (value is ConstantParameterDefault)
            return new JsonObject { ["value"] = value.GetDefaultValue() };
        if (value is not GenerateParameterDefault generated)
            return null;

        var rule = new JsonObject { ["minLength"] = generated.MinLength };
        foreach (var (name, allowed) in new[] { ("lower", generated.Lower), ("upper", generated.Upper), ("numeric", generated.Numeric), ("special", generated.Special) })
        {
            if (!allowed)
                rule[name] = false;
        }

        foreach (var (name, least) in new[] { ("minLower", generated.MinLower), ("minUpper", generated.MinUpper), ("minNumeric", generated.MinNumeric), ("minSpecial", generated.MinSpecial) })
        {
            if (least > 0)
                rule[name] = least;
        }

        return new JsonObject { ["generate"] = rule };
    }

    private async Task<JsonObject> ProjectAsync(IResource project, CancellationToken cancellationToken)
    {
        var path = project.Annotations.OfType<IProjectMetadata>().Last().ProjectPath;
        return await CompleteAsync(new JsonObject { ["type"] = "project.v0", ["path"] = model.Relative(path) }, project, cancellationToken).ConfigureAwait(false);
    }

    private async Task<JsonObject> ContainerAsync(IResource container, CancellationToken cancellationToken)
    {
        if (!container.TryGetLastAnnotation<ContainerImageAnnotation>(out var image))
            throw new DistributedApplicationException($"'{container.Name}' has no image to be published with: name one with WithImage.");

        var description = new JsonObject { ["type"] = "container.v0" };
        if (container is IResourceWithConnectionString connection)
            description["connectionString"] = Renderer.Render(connection.ConnectionStringExpression).Text;
        description["image"] = image.FullName;
        if (container.TryGetLastAnnotation<ContainerDeploymentAnnotation>(out var deployment) && deployment.Entrypoint is { } entrypoint)
        {
            description["entrypoint"] = entrypoint;
            description["args"] = new JsonArray([.. deployment.Arguments.Select(a => (JsonNode)a)]);
        }

        if (Mounts(container, ContainerMountType.Volume) is { Count: > 0 } volumes)
            description["volumes"] = volumes;
        if (Mounts(container, ContainerMountType.BindMount) is { Count: > 0 } binds)
            description["bindMounts"] = binds;
        return await CompleteAsync(description, container, cancellationToken).ConfigureAwait(false);
    }

    private async Task<JsonObject> ExecutableAsync(ExecutableResource executable, CancellationToken cancellationToken) =>
        await CompleteAsync(
            new JsonObject { ["type"] = "executable.v0", ["workingDirectory"] = model.Relative(executable.WorkingDirectory), ["command"] = executable.Command },
            executable,
            cancellationToken).ConfigureAwait(false);

    private async Task<JsonObject> CompleteAsync(JsonObject description, IResource resource, CancellationToken cancellationToken)
    {
        if (await model.ArgumentsOfAsync(resource, cancellationToken).ConfigureAwait(false) is { Count: > 0 } arguments)
            description["args"] = new JsonArray([.. arguments.Select(a => (JsonNode)Renderer.Render(a).Text)]);
        var environment = new JsonObject();
        foreach (var (name, value) in await model.EnvironmentOfAsync(resource, cancellationToken).ConfigureAwait(false))
            environment[name] = Renderer.Render(value).Text;
        if (environment.Count > 0)
            description["env"] = environment;
        if (Bindings(resource) is { Count: > 0 } bindings)
            description["bindings"] = bindings;
        return description;
    }

    private JsonArray Mounts(IResource container, ContainerMountType type)
    {
        var mounts = container.Annotations.OfType<ContainerMountAnnotation>().Where(m => m.Type == type);
        return [.. mounts.Select(m => new JsonObject
        {
            [type == ContainerMountType.Volume ? "name" : "source"] = type == ContainerMountType.Volume ? m.Source : model.Relative(m.Source!),
            ["target"] = m.Target,
            ["readOnly"] = m.IsReadOnly,
        })];
    }

    // Whoever deploys a project decides on its main port; further ones have to be told apart.
    private static JsonObject Bindings(IResource resource)
    {
        var bindings = new JsonObject();
        var next = FirstExtraPort;
        var hasMain = false;
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            var binding = new JsonObject
            {
                ["scheme"] = endpoint.UriScheme,
                ["protocol"] = endpoint.Protocol.ToString().ToLowerInvariant(),
                ["transport"] = endpoint.Transport,
            };
            var isMain = resource is ProjectResource && endpoint.UriScheme is "http" or "https" && endpoint.TargetPort is null && !hasMain;
            hasMain |= isMain;
            if (endpoint.TargetPort is { } target)
                binding["targetPort"] = target;
            else if (!isMain)
                binding["targetPort"] = ++next;
            if (endpoint.Port is { } port)
                binding["port"] = port;

            // Azure Container Apps has one address for the world outside; azd refuses a second one.
            if (endpoint.IsExternal && (isMain || resource is not ProjectResource))
                binding["external"] = true;
            bindings[endpoint.Name] = binding;
        }

        return bindings;
    }
}
