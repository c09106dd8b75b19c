using System.Collections.Immutable;
using Arena.Hosting.Dashboard.Wire;

namespace Arena.Dashboard.Resources;

/// <summary>What the application host last said.</summary>
/// <param name="ApplicationName">Null until it has said so.</param>
/// <param name="All">By name.</param>
/// <param name="Fault">Why nothing new is heard; null while it is.</param>
internal sealed record ResourceSnapshot(string? ApplicationName, ImmutableSortedDictionary<string, Resource> All, string? Fault)
{
    public static ResourceSnapshot Empty { get; } = new(null, ImmutableSortedDictionary<string, Resource>.Empty, null);

    public IEnumerable<Resource> Visible => All.Values.Where(r => !r.IsHidden);

    public ResourceSnapshot Apply(WatchResourcesUpdate update) => update.KindCase switch
    {
        WatchResourcesUpdate.KindOneofCase.InitialData =>
            this with { All = ImmutableSortedDictionary<string, Resource>.Empty.SetItems(update.InitialData.Resources.Select(Pair)), Fault = null },
        WatchResourcesUpdate.KindOneofCase.Changes => this with { All = update.Changes.Value.Aggregate(All, Apply) },
        _ => this,
    };

    private static ImmutableSortedDictionary<string, Resource> Apply(ImmutableSortedDictionary<string, Resource> all, WatchResourcesChange change) => change.KindCase switch
    {
        WatchResourcesChange.KindOneofCase.Upsert => all.SetItem(change.Upsert.Name, change.Upsert),
        WatchResourcesChange.KindOneofCase.Delete => all.Remove(change.Delete.ResourceName),
        _ => all,
    };

    private static KeyValuePair<string, Resource> Pair(Resource resource) => new(resource.Name, resource);
}
