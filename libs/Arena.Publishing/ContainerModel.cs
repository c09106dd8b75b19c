using Aspire.Hosting.ApplicationModel;

namespace Arena.Publishing;

/// <summary>Makes the model what containers can be, before anything is written of it.</summary>
internal static class ContainerModel
{
    public static void Fit(DistributedApplicationModel model)
    {
        foreach (var project in model.GetProjectResources())
            RemoveHttps(project);
        foreach (var server in model.Resources.OfType<PostgresServerResource>())
            CreateDatabase(server);
    }

    /// <summary>A Container App has one address for the world, and <c>azd</c> refuses a manifest that says otherwise.</summary>
    public static void KeepOneExternalEndpoint(ProjectResource project)
    {
        var external = project.Annotations.OfType<EndpointAnnotation>().Where(e => e.IsExternal).ToArray();
        var kept = external.FirstOrDefault(e => e.Transport is "http") ?? external.FirstOrDefault();
        foreach (var endpoint in external.Where(e => e != kept))
            endpoint.IsExternal = false;
    }

    // Added to every project, on the port of whichever endpoint is first. There is no certificate in a container: whatever stands
    // before it has one.
    private static void RemoveHttps(ProjectResource project)
    {
        var endpoints = project.Annotations.OfType<EndpointAnnotation>().ToArray();
        var plain = endpoints.Where(e => e.UriScheme is "http").Select(e => e.TargetPort).ToHashSet();
        foreach (var endpoint in endpoints.Where(e => e.UriScheme is "https" && (e.TargetPort is null || plain.Contains(e.TargetPort))))
            project.Annotations.Remove(endpoint);
    }

    // Where nobody runs the app host, the image is the one that can create it; the first, if there are several.
    private static void CreateDatabase(PostgresServerResource server)
    {
        if (server.Databases.Values.FirstOrDefault() is { } database)
            server.Annotations.Add(new EnvironmentCallbackAnnotation(c => c.EnvironmentVariables.TryAdd("POSTGRES_DB", database)));
    }
}
