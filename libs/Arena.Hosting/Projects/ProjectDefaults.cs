using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting;

/// <summary>Endpoints and environment that a project brings along by itself.</summary>
internal static class ProjectDefaults
{
    public static IResourceBuilder<ProjectResource> WithProjectDefaults(
        this IResourceBuilder<ProjectResource> builder, IProjectMetadata metadata, ProjectResourceOptions options)
    {
        var host = builder.ApplicationBuilder;
        var kestrel = options.ExcludeKestrelEndpoints
            ? []
            : ProjectFiles.ReadKestrelEndpoints(metadata.ProjectPath, host.Environment.EnvironmentName);
        foreach (var endpoint in kestrel)
            builder.WithKestrelEndpoint(endpoint);

        if (options.ExcludeLaunchProfile)
            return builder;

        var settings = metadata.LaunchSettings ?? ProjectFiles.ReadLaunchSettings(metadata.ProjectPath);
        var profile = ProjectFiles.SelectProfile(settings, options.LaunchProfileName, host.Configuration["DOTNET_LAUNCH_PROFILE"], metadata.ProjectPath);
        return profile is null ? builder : builder.WithLaunchProfile(profile, withUrls: kestrel.Count == 0);
    }

    private static void WithKestrelEndpoint(this IResourceBuilder<ProjectResource> builder, KestrelEndpoint configured)
    {
        var (scheme, host, port) = ParseUrl(configured.Url, builder.Resource.Name);
        builder.WithEndpoint(configured.Name, endpoint =>
        {
            endpoint.UriScheme = scheme;
            endpoint.TargetHost = host;
            endpoint.PreferredPort = port;
            endpoint.FromKestrelConfiguration = true;
            if (string.Equals(configured.Protocols, "Http2", StringComparison.OrdinalIgnoreCase))
                endpoint.Transport = "http2";
        });
    }

    private static IResourceBuilder<ProjectResource> WithLaunchProfile(
        this IResourceBuilder<ProjectResource> builder, LaunchProfile profile, bool withUrls)
    {
        foreach (var url in withUrls ? (profile.ApplicationUrl ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries) : [])
            builder.WithLaunchUrl(url);

        // First in line, so that what the app host says wins.
        return builder.WithEnvironment(context =>
        {
            foreach (var (name, value) in profile.EnvironmentVariables)
                context.EnvironmentVariables.TryAdd(name, Environment.ExpandEnvironmentVariables(value));
        });
    }

    private static void WithLaunchUrl(this IResourceBuilder<ProjectResource> builder, string url)
    {
        var (scheme, host, port) = ParseUrl(url, builder.Resource.Name);
        var taken = builder.Resource.Annotations.OfType<EndpointAnnotation>().Select(e => e.Name).ToArray();
        var name = Enumerable.Range(1, int.MaxValue)
            .Select(i => i == 1 ? scheme : $"{scheme}{i}")
            .First(candidate => !taken.Contains(candidate, StringComparer.OrdinalIgnoreCase));
        builder.WithEndpoint(name, endpoint =>
        {
            endpoint.UriScheme = scheme;
            endpoint.TargetHost = host;
            endpoint.PreferredPort = port;
        });
    }

    // "http://*:5000" and "http://+:5000" are addresses to Kestrel but not to Uri. Port 0 leaves the choice to us.
    private static (string Scheme, string Host, int? Port) ParseUrl(string url, string resource)
    {
        var readable = url.Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal);
        if (!Uri.TryCreate(readable, UriKind.Absolute, out var uri))
            throw new DistributedApplicationException($"'{resource}' is configured to listen on '{url}', which is not a URL.");
        return (uri.Scheme, uri.Host, uri.Port == 0 ? null : uri.Port);
    }
}
