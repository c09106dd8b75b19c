using System.Globalization;
using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Engine;

/// <summary>The few lines that are printed when everything runs.</summary>
internal static class Summary
{
    public static IEnumerable<string> Of(DistributedApplicationModel model, ResourceNotificationService notifications, string? dashboard, TimeSpan took)
    {
        var instances = model.Resources.Where(r => r is not ParameterResource).SelectMany(ResourceInstance.Of).ToArray();
        var width = instances.Select(i => i.Id.Length).DefaultIfEmpty().Max();
        yield return "";
        yield return string.Create(CultureInfo.InvariantCulture, $"Everything is up after {took.TotalSeconds:0.0} s.");
        foreach (var instance in instances)
        {
            if (notifications.TryGetCurrentState(instance.Id, out var current))
                yield return $"  {instance.Id.PadRight(width)}  {current.Snapshot.State!.Text,-8}  {Details(instance, current.Snapshot)}".TrimEnd();
        }

        foreach (var (service, addresses) in SharedAddresses.Of(model))
            yield return $"  {service.PadRight(width)}  in front  {string.Join("  ", addresses.Select(a => $"{a.Key} {a.Value}"))}";

        yield return "";
        foreach (var url in External(instances, notifications))
            yield return url.DisplayProperties.DisplayName is { Length: > 0 } name ? $"{name}: {url.Url}" : url.Url;
        if (dashboard is not null)
            yield return $"Dashboard: {dashboard}";
        yield return "Press Ctrl-C to stop.";
        yield return "";
    }

    private static string Details(ResourceInstance instance, CustomResourceSnapshot snapshot) =>
        snapshot[KnownProperties.Reason] as string
        ?? string.Join("  ", instance.PublicEndpoints.Select(e => $"{e.Endpoint.Name} {(e.UriScheme is "tcp" ? e.EndPointString : e.UriString)}"));

    // Those that the app host gave a name are for people; if it named none, all external ones are.
    private static IEnumerable<UrlSnapshot> External(IReadOnlyList<ResourceInstance> instances, ResourceNotificationService notifications)
    {
        var all = instances
            .SelectMany(i => notifications.TryGetCurrentState(i.Id, out var current) ? current.Snapshot.Urls.Where(u => !u.IsInternal && IsExternal(i, u)) : [])
            .ToArray();
        var named = all.Where(u => u.DisplayProperties.DisplayName.Length > 0).ToArray();
        return named.Length > 0 ? named : all;
    }

    private static bool IsExternal(ResourceInstance instance, UrlSnapshot url) =>
        url.Name is null || instance.Resource.Annotations.OfType<EndpointAnnotation>().Any(e => e.Name == url.Name && e.IsExternal);
}
