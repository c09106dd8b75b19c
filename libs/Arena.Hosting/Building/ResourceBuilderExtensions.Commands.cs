using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Engine;

namespace Arena.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Gives the resource a command; one of the same name is replaced.</summary>
    public static IResourceBuilder<T> WithCommand<T>(
        this IResourceBuilder<T> builder,
        string name,
        string displayName,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
        CommandOptions? commandOptions = null)
        where T : IResource
    {
        var command = new ResourceCommandAnnotation(name, displayName, executeCommand, commandOptions ?? new CommandOptions());
        foreach (var existing in builder.Resource.Annotations.OfType<ResourceCommandAnnotation>().Where(c => c.Name == name).ToArray())
            builder.Resource.Annotations.Remove(existing);
        return builder.WithAnnotation(command);
    }

    /// <summary>A command that is an HTTP request to the resource: a POST, unless told. Any 2xx answer is a success.</summary>
    public static IResourceBuilder<TResource> WithHttpCommand<TResource>(
        this IResourceBuilder<TResource> builder,
        string path,
        string displayName,
        string? endpointName = null,
        string? commandName = null,
        HttpCommandOptions? commandOptions = null)
        where TResource : IResourceWithEndpoints
    {
        var resource = builder.Resource;
        return builder.WithHttpCommand(
            path, displayName, () => endpointName is null ? FirstHttpEndpoint(resource) : resource.GetEndpoint(endpointName), commandName, commandOptions);
    }

    public static IResourceBuilder<TResource> WithHttpCommand<TResource>(
        this IResourceBuilder<TResource> builder,
        string path,
        string displayName,
        Func<EndpointReference>? endpointSelector,
        string? commandName = null,
        HttpCommandOptions? commandOptions = null)
        where TResource : IResourceWithEndpoints
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var resource = builder.Resource;
        var options = commandOptions ?? new HttpCommandOptions();
        options.UpdateState ??= context => context.ResourceSnapshot.State?.Text == KnownResourceStates.Running
            ? ResourceCommandState.Enabled
            : ResourceCommandState.Disabled;
        var command = new HttpCommand(path, endpointSelector ?? options.EndpointSelector ?? (() => FirstHttpEndpoint(resource)), options);
        return builder.WithCommand(commandName ?? $"{resource.Name}-{options.Method ?? HttpMethod.Post}-{path}".ToLowerInvariant(), displayName, command.ExecuteAsync, options);
    }
}
