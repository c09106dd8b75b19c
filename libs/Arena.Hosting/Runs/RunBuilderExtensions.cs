using Arena.Hosting.Runs;
using Arena.Hosting.Stores;
using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>What an app host tells of its run.</summary>
public static class RunBuilderExtensions
{
    /// <summary>
    /// Says when everything is up and where, ends with a sentence and exit code 1 when something cannot be started, and keeps
    /// <c>.arena/runs/PID.json</c>, by which other programs of the checkout find what runs. When the process that <c>ARENA_PARENT_PID</c> names
    /// is gone, the run ends.
    /// </summary>
    public static IDistributedApplicationBuilder AddRunWatch(this IDistributedApplicationBuilder builder)
    {
        if (!builder.ExecutionContext.IsRunMode)
            return builder;
        // Whoever waits for the app host to end is not to find its processes still ending.
        builder.Configuration["DcpPublisher:WaitForResourceCleanup"] = "true";
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new RunFolder(Path.Combine(StoreFolders.CheckoutOf(builder.AppHostDirectory), ".arena", "runs")));
        builder.Services.TryAddEventingSubscriber<RunWatch>();
        builder.Services.AddHostedService<ParentWatch>();
        builder.Services.AddLogging(logging => logging
            .AddFilter("Aspire.Hosting", LogLevel.Warning)
            .AddFilter("Aspire.Hosting.Dcp.DcpHost", LogLevel.Error) // warns that there is no certificate and no container engine; neither is needed
            .AddFilter("Microsoft", LogLevel.Error));
        return builder;
    }

    /// <summary>Tells each replica its number, from 0, in an environment variable.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicaIndex(this IResourceBuilder<ProjectResource> project, string variable)
    {
        if (!project.ApplicationBuilder.ExecutionContext.IsRunMode)
            return project;
        // A template of the orchestrator's, which fills it in for each process.
        return project.WithAnnotation(new ReplicaIndexAnnotation(variable))
            .WithEnvironment(variable, """{{- index .Annotations "resource-replica-index" -}}""");
    }
}
