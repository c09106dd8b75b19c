using System.Globalization;

namespace Arena.AppHost.Runs;

/// <summary>The few lines that are printed when everything is up.</summary>
internal static class RunSummary
{
    public static IEnumerable<string> Of(
        IReadOnlyList<RunInstance> instances, DistributedApplicationModel model, string? dashboard, bool asksForKeys, TimeSpan took)
    {
        var width = instances.Select(i => i.Instance.Length).DefaultIfEmpty().Max();
        yield return "";
        yield return string.Create(CultureInfo.InvariantCulture, $"Everything is up after {took.TotalSeconds:0.0} s.");
        foreach (var instance in instances)
            yield return $"  {instance.Instance.PadRight(width)}  {instance.State,-10}  {Details(instance)}".TrimEnd();
        yield return "";
        foreach (var (name, url) in ForPeople(model))
            yield return $"{name}: {url}";
        if (dashboard is not null)
            yield return $"Dashboard: {dashboard}";
        yield return asksForKeys
            ? "Keys are asked for; commands that you start in this checkout show the administrator's."
            : "No keys are asked for: whoever is on this machine may do everything.";
        yield return "Press Ctrl-C to stop.";
        yield return "";
    }

    private static string Details(RunInstance instance) =>
        instance.Reason ?? string.Join("  ", instance.Endpoints.Select(e => $"{e.Key} {e.Value}"));

    // The addresses that the app host gave a name.
    private static IEnumerable<(string Name, string Url)> ForPeople(DistributedApplicationModel model) =>
        from resource in model.Resources
        where resource is ProjectResource
        from url in resource.Annotations.OfType<ResourceUrlAnnotation>()
        where url.DisplayText is { Length: > 0 } && Uri.IsWellFormedUriString(url.Url, UriKind.Absolute)
        select (url.DisplayText, url.Url);
}
