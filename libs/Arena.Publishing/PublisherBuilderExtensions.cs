using Arena.Publishing;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

// The pipeline is marked as experimental.
#pragma warning disable ASPIREPIPELINES001, ASPIREPIPELINES004

namespace Aspire.Hosting;

/// <summary>Writers of Docker Compose and Helm files, as steps of the pipeline that <c>aspire publish</c> runs.</summary>
public static partial class PublisherBuilderExtensions
{
    /// <summary>
    /// Adds the steps <c>publish-compose</c>, which writes <c>docker-compose.yaml</c> and, unless it is there, <c>.env</c>, and
    /// <c>publish-helm</c>, which writes a Helm chart to the folder <c>chart</c>; and makes the manifest one that <c>azd</c> accepts.
    /// No container runtime is asked, and no image built. Nothing changes in run mode.
    /// </summary>
    /// <param name="builder">The app host.</param>
    /// <param name="name">The name of the compose project and of the chart, and the first part of the names of built images.</param>
    public static IDistributedApplicationBuilder AddPublishers(this IDistributedApplicationBuilder builder, string name)
    {
        if (!builder.ExecutionContext.IsPublishMode)
            return builder;
        builder.Eventing.Subscribe<BeforeStartEvent>((started, _) =>
        {
            ContainerModel.Fit(started.Model);
            return Task.CompletedTask;
        });
        builder.Pipeline.AddStep("fit-manifest", FitManifestAsync, requiredBy: "publish-manifest");
        builder.AddPublisher("publish-compose", name, (system, folder) =>
        {
            var files = new ComposeWriter(system, ComposeWriter.FindCheckout(builder.AppHostDirectory, folder)).Write();

            // Whoever filled it in keeps it.
            return [.. files.Where(f => f.Path != ComposeWriter.VariablesFile || !File.Exists(Path.Combine(folder, f.Path)))];
        });
        builder.AddPublisher("publish-helm", name, (system, _) => new HelmWriter(system).Write());
        return builder;
    }

    private static Task FitManifestAsync(PipelineStepContext context)
    {
        foreach (var project in context.Model.GetProjectResources())
            ContainerModel.KeepOneExternalEndpoint(project);
        return Task.CompletedTask;
    }

    private static void AddPublisher(
        this IDistributedApplicationBuilder builder,
        string step,
        string name,
        Func<PublishedSystem, string, IReadOnlyList<PublishedFile>> write) =>
        builder.Pipeline.AddStep(step, async context =>
        {
            try
            {
                var folder = context.Services.GetRequiredService<IPipelineOutputService>().GetOutputDirectory();
                var stop = context.CancellationToken;
                var system = await PublishedSystem.ReadAsync(name, context.Model, context.ExecutionContext, stop).ConfigureAwait(false);
                var files = write(system, folder);
                await OutputFolder.WriteAsync(folder, files, stop).ConfigureAwait(false);
                foreach (var file in files)
                    LogWrote(context.Logger, Path.Combine(folder, file.Path));
            }
            catch
            {
                // A failed step does not tell the shell by itself.
                Environment.ExitCode = 1;
                throw;
            }
        }, requiredBy: WellKnownPipelineSteps.Publish);

    [LoggerMessage(Level = LogLevel.Information, Message = "Wrote {Path}")]
    private static partial void LogWrote(ILogger logger, string path);
}
