namespace Arena.AppHost;

/// <summary>What holds for services only when they run here, and not where they are published to.</summary>
internal static class RunEnvironment
{
    /// <summary>As the program that it was built to, on free ports; started again when it dies, and gone when the orchestrator is.</summary>
    public static IResourceBuilder<ProjectResource> RunHere(this IResourceBuilder<ProjectResource> service)
    {
        service.RunBuilt().WithRestart().WithFreePorts();
        return service.ApplicationBuilder.ExecutionContext.IsRunMode ? service.WithEnvironment("Arena__ParentWatch", "true") : service;
    }

    /// <summary>The league that is played by default.</summary>
    public static IResourceBuilder<ProjectResource> WithLeague(this IResourceBuilder<ProjectResource> controlPlane, AppHostSettings settings) =>
        !controlPlane.ApplicationBuilder.ExecutionContext.IsRunMode
            ? controlPlane
            : controlPlane.WithEnvironment("Leagues__Default", settings.League ?? "").WithEnvironment("Leagues__DefaultId", settings.LeagueId);

    /// <summary>Where engines' own log files go: below <c>.arena</c>.</summary>
    public static IResourceBuilder<ProjectResource> WithEngineLogs(this IResourceBuilder<ProjectResource> node)
    {
        var builder = node.ApplicationBuilder;
        return !builder.ExecutionContext.IsRunMode
            ? node
            : node.WithEnvironment("Engines__LogDirectory", Path.GetFullPath(Path.Combine(builder.AppHostDirectory, "..", ".arena", "engines")));
    }
}
