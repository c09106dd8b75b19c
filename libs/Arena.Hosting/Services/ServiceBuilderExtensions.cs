using Arena.Hosting.Processes;
using Arena.Hosting.Services;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Aspire.Hosting.Lifecycle;

namespace Aspire.Hosting;

/// <summary>How services are run.</summary>
public static class ServiceBuilderExtensions
{
    /// <summary>
    /// Runs the program that the project was built to, instead of <c>dotnet run</c> for each replica, which builds and takes seconds.
    /// Where it has not been built, <c>dotnet run</c> is used all the same.
    /// </summary>
    public static IResourceBuilder<ProjectResource> RunBuilt(this IResourceBuilder<ProjectResource> project)
    {
        var builder = project.ApplicationBuilder;
        if (!builder.ExecutionContext.IsRunMode)
            return project;
        var path = project.Resource.GetProjectMetadata().ProjectPath;
        if (BuiltProgram.Find(path, builder.AppHostDirectory, AppContext.BaseDirectory) is { } program)
            project.WithAnnotation(new ExecutableAnnotation { Command = program, WorkingDirectory = Path.GetDirectoryName(path)! });
        return project;
    }

    /// <summary>
    /// Gives the endpoints free ports when the app host runs. Without it the ports in the project's settings are the public ones, and when
    /// another program has one, callers are served by that program without a word.
    /// </summary>
    public static IResourceBuilder<T> WithFreePorts<T>(this IResourceBuilder<T> resource)
        where T : IResourceWithEndpoints
    {
        if (resource.ApplicationBuilder.ExecutionContext.IsRunMode)
        {
            foreach (var endpoint in resource.Resource.Annotations.OfType<EndpointAnnotation>())
                endpoint.Port = null;
        }

        return resource;
    }

    /// <summary>
    /// Lets callers of a service without replicas reach it itself, on free ports, and not through the orchestrator's proxy.
    /// </summary>
    public static IResourceBuilder<T> WithDirectPorts<T>(this IResourceBuilder<T> resource)
        where T : IResourceWithEndpoints
    {
        if (resource.ApplicationBuilder.ExecutionContext.IsRunMode)
        {
            foreach (var endpoint in resource.Resource.Annotations.OfType<EndpointAnnotation>())
                (endpoint.Port, endpoint.IsProxied) = (FreePort.Find(), false);
        }

        return resource;
    }

    /// <summary>Tells each replica its number, from 0, in an environment variable.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicaIndex(this IResourceBuilder<ProjectResource> project, string variable) =>
        !project.ApplicationBuilder.ExecutionContext.IsRunMode
            ? project
            : project.WithAnnotation(new ReplicaIndexAnnotation(variable))
                .WithEnvironment(variable, """{{- index .Annotations "resource-replica-index" -}}"""); // filled in by the orchestrator

    /// <summary>
    /// Starts an instance again that ends without being asked to: after 0.2 s, then twice as long each time up to 5 s, and given up
    /// after ten times in five minutes. Ten seconds of running clear the slate. One that somebody stops stays stopped, and so does one
    /// that ends with exit code 78 (a fault in what it was given, which another start would not mend).
    /// </summary>
    public static IResourceBuilder<T> WithRestart<T>(this IResourceBuilder<T> resource)
        where T : IResource
    {
        if (!resource.ApplicationBuilder.ExecutionContext.IsRunMode)
            return resource;
        resource.ApplicationBuilder.Services.TryAddSingleton(TimeProvider.System);
        resource.ApplicationBuilder.Services.TryAddEventingSubscriber<Restarter>();
        return resource.WithAnnotation(new RestartAnnotation(), ResourceAnnotationMutationBehavior.Replace);
    }
}
