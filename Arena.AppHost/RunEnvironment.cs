using System.Globalization;
using Arena.AppHost.Runs;
using Arena.Hosting.Stores;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.AppHost;

/// <summary>What holds for services when they run here, and what where they are published to.</summary>
internal static class RunEnvironment
{
    /// <summary>
    /// As the program that it was built to, on free ports; started again when it dies, and gone when the orchestrator is. Where it is
    /// published to, nobody reads its console but programs: it writes JSON.
    /// </summary>
    public static IResourceBuilder<ProjectResource> RunHere(this IResourceBuilder<ProjectResource> service, bool hasReplicas = false)
    {
        service.RunBuilt().WithRestart();
        _ = hasReplicas ? service.WithFreePorts() : service.WithDirectPorts();
        if (!service.ApplicationBuilder.ExecutionContext.IsRunMode)
        {
            return service.WithEnvironment("Logging__Console__FormatterName", "json")
                .WithEnvironment("Logging__Console__FormatterOptions__IncludeScopes", "true");
        }

        if (!AppHostSettings.HasDashboard(service.ApplicationBuilder.Configuration))
            service.WithEnvironment(HandOnTelemetry);

        // Many small processes share one machine: a nursery of 16 MiB instead of a processor's whole cache keeps each of them small.
        return service.WithEnvironment("DOTNET_GCgen0size", "0x1000000").WithEnvironment("Arena__ParentWatch", "true");
    }

    /// <summary>
    /// A service so many times: here as resources of their own (<c>name</c>, <c>name-2</c> and so on), so that each can be reached, stopped
    /// and watched by itself; where it is published to, as one with replicas.
    /// </summary>
    public static IReadOnlyList<IResourceBuilder<ProjectResource>> Replicas(
        this IDistributedApplicationBuilder builder, string name, int count, Func<string, IResourceBuilder<ProjectResource>> add) =>
        count == 1 ? [add(name)]
        : builder.ExecutionContext.IsRunMode
            ? [.. Enumerable.Range(1, count).Select(number => OneOf(count, add(number == 1 ? name : $"{name}-{number}")))]
            : [OneOf(count, add(name)).WithReplicas(count)];

    private static IResourceBuilder<ProjectResource> OneOf(int count, IResourceBuilder<ProjectResource> replica) =>
        replica.WithEnvironment("Replica__Count", count.ToString(CultureInfo.InvariantCulture));

    /// <summary>Gives a service the addresses of all replicas, under the name of the first.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicasOf(
        this IResourceBuilder<ProjectResource> service, IReadOnlyList<IResourceBuilder<ProjectResource>> replicas)
    {
        for (var other = 1; other < replicas.Count; other++)
        {
            foreach (var endpoint in new[] { "http", "grpc" })
            {
                service.WithEnvironment(
                    $"services__{replicas[0].Resource.Name}__{endpoint}__{other}", replicas[other].GetEndpoint(endpoint));
            }
        }

        return service;
    }

    // To where whoever started the app host wants it; Aspire would name a dashboard that is not there.
    private static void HandOnTelemetry(EnvironmentCallbackContext context)
    {
        foreach (var name in new[] { "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_HEADERS" })
        {
            context.EnvironmentVariables.Remove(name);
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
                context.EnvironmentVariables[name] = value;
        }
    }

    /// <summary>The keys of this system, where there are any.</summary>
    public static IResourceBuilder<ProjectResource> WithKeys(
        this IResourceBuilder<ProjectResource> service, AccessKeys? keys, bool isControlPlane = false)
    {
        keys?.GiveTo(service, isControlPlane);
        return service;
    }

    /// <summary>The league that is played by default.</summary>
    public static IResourceBuilder<ProjectResource> WithLeague(
        this IResourceBuilder<ProjectResource> controlPlane, AppHostSettings settings)
    {
        if (controlPlane.ApplicationBuilder.ExecutionContext.IsRunMode)
            controlPlane.WithEnvironment("Leagues__Default", settings.League ?? "")
                .WithEnvironment("Leagues__DefaultId", settings.LeagueId);
        return controlPlane;
    }

    /// <summary>Where the dashboard is, so that pages link to it. What waits for its stores starts when that is known.</summary>
    public static IResourceBuilder<ProjectResource> WithDashboardLinks(this IResourceBuilder<ProjectResource> controlPlane)
    {
        if (!controlPlane.ApplicationBuilder.ExecutionContext.IsRunMode)
            return controlPlane;
        return controlPlane.WithEnvironment(context =>
        {
            var model = context.ExecutionContext.Services.GetRequiredService<DistributedApplicationModel>();
            if (DashboardAddress.Of(model) is { } address)
                context.EnvironmentVariables["Dashboard__Address"] = address;
        });
    }

    /// <summary>Where engines' own log files go: below <c>.arena</c>.</summary>
    public static IResourceBuilder<ProjectResource> WithEngineLogs(this IResourceBuilder<ProjectResource> node)
    {
        var builder = node.ApplicationBuilder;
        if (builder.ExecutionContext.IsRunMode)
            node.WithEnvironment("Engines__LogDirectory",
                Path.GetFullPath(Path.Combine(builder.AppHostDirectory, "..", ".arena", "engines")));
        return node;
    }

    /// <summary>
    /// Beside the stores' data, each node keeps what it has heard of the ledger; without such data there is nothing to know again.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithHeads(this IResourceBuilder<ProjectResource> node)
    {
        var builder = node.ApplicationBuilder;
        if (!builder.ExecutionContext.IsRunMode || builder.Configuration.GetValue<bool>("Arena:Ephemeral"))
            return node;
        var volumes = builder.Configuration["Arena:Volumes"] is { Length: > 0 } named ? named : "volumes";
        return node.WithEnvironment("Node__HeadFolder",
            Path.GetFullPath(Path.Combine(builder.AppHostDirectory, "..", ".arena", volumes, "heads")));
    }

    /// <summary>The folder of models' weights: beside the stores' data, thrown away with it; a volume where it is published to.</summary>
    public static IResourceBuilder<ProjectResource> WithModels(this IResourceBuilder<ProjectResource> federation)
    {
        const string folder = "/home/app/models";
        federation.WithAnnotation(new ContainerMountAnnotation("arena-models-data", folder, ContainerMountType.Volume, isReadOnly: false));
        if (!federation.ApplicationBuilder.ExecutionContext.IsRunMode)
            return federation.WithEnvironment("Federation__Folder", folder);
        string? opened = null; // once: the environment is made anew when it is started again
        return federation.WithEnvironment(context => context.EnvironmentVariables["Federation__Folder"] =
            opened ??= context.ExecutionContext.Services.GetRequiredService<StoreFolders>().Open(federation.Resource).Path);
    }
}
