using Arena.Hosting.Dashboard.Wire;

namespace Arena.Dashboard.Resources;

/// <summary>Ways to put many resources into a few groups.</summary>
internal static class ResourceGroups
{
    private const string Kind = "kind";
    private const string State = "state";
    private const string Replicas = "replicas";

    public static IReadOnlyList<string> Names { get; } = [Kind, State, Replicas];

    /// <summary>Groups with their titles; one without a title when nothing groups them.</summary>
    public static IReadOnlyList<(string? Title, IReadOnlyList<Resource> Resources)> Of(IReadOnlyList<Resource> resources, string? by) => by switch
    {
        Kind => Group(resources, r => r.ResourceType),
        State => Group(resources, ResourceStates.TextOf),
        Replicas => Group(resources, r => r.DisplayName),
        _ => [(null, resources)],
    };

    private static (string?, IReadOnlyList<Resource>)[] Group(IReadOnlyList<Resource> resources, Func<Resource, string> key) =>
        [.. resources.GroupBy(key).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => ((string?)g.Key, (IReadOnlyList<Resource>)[.. g]))];
}
