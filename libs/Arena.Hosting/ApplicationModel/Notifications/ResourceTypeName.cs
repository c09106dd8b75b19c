namespace Arena.Hosting.ApplicationModel;

/// <summary>What a kind of resource is called where resources are listed.</summary>
internal static class ResourceTypeName
{
    public static string Of(IResource resource) => resource switch
    {
        ProjectResource => "project",
        ExecutableResource => "executable",
        IResourceWithConnectionString and ParameterResource => "connection-string",
        ParameterResource => "parameter",
        _ => Shorten(resource.GetType().Name),
    };

    // PostgresServerResource reads "postgres-server".
    private static string Shorten(string typeName)
    {
        var stem = typeName.EndsWith("Resource", StringComparison.Ordinal) ? typeName[..^"Resource".Length] : typeName;
        return string.Concat(stem.Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
    }
}
