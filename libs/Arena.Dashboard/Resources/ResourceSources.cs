using Arena.Hosting.Dashboard.Wire;
using Google.Protobuf.WellKnownTypes;

namespace Arena.Dashboard.Resources;

/// <summary>Where a resource comes from, and what the host calls what it says of it.</summary>
internal static class ResourceSources
{
    private static readonly Dictionary<string, string> _names = new()
    {
        ["resource.source"] = "Source",
        ["resource.reason"] = "Reason",
        ["resource.exitCode"] = "Exit code",
        ["resource.restarts"] = "Restarts",
        ["project.path"] = "Project",
        ["executable.path"] = "Program",
        ["executable.workDir"] = "Directory",
        ["executable.pid"] = "Process",
        ["container.image"] = "Image, deployed",
    };

    /// <summary>What people call a property.</summary>
    public static string NameOf(ResourceProperty property) =>
        property.HasDisplayName ? property.DisplayName : _names.GetValueOrDefault(property.Name, property.Name);

    /// <summary>The project, the program, or what the host has chosen; empty when it says nothing.</summary>
    public static string Of(Resource resource) =>
        Property(resource, "resource.reason") ?? Property(resource, "resource.source")
        ?? (Property(resource, "project.path") is { } project ? Path.GetFileName(project) : Property(resource, "executable.path")) ?? "";

    private static string? Property(Resource resource, string name) =>
        resource.Properties.FirstOrDefault(p => p.Name == name)?.Value is { KindCase: Value.KindOneofCase.StringValue, StringValue.Length: > 0 } value ? value.StringValue : null;
}
