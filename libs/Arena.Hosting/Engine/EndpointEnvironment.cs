using System.Globalization;
using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Engine;

/// <summary>Tells a process on which ports to listen, in the way it expects to be told.</summary>
internal static class EndpointEnvironment
{
    public static void Add(Dictionary<string, object> variables, ResourceInstance instance)
    {
        var filter = instance.Resource.TryGetLastAnnotation<EndpointEnvironmentFilterAnnotation>(out var annotation) ? annotation.Filter : _ => true;
        var told = instance.Endpoints.Where(e => filter(e.Endpoint)).ToArray();
        foreach (var endpoint in told)
        {
            if (endpoint.Endpoint.TargetPortEnvironmentVariable is { } variable)
                variables[variable] = endpoint.Port.ToString(CultureInfo.InvariantCulture);
            if (endpoint.Endpoint.FromKestrelConfiguration)
                variables[$"Kestrel__Endpoints__{endpoint.Endpoint.Name}__Url"] = endpoint.UriString;
        }

        // Kestrel prefers its own section over the list of URLs, so a project has one or the other.
        var urls = told.Where(e => e.UriScheme is "http" or "https" && e.Endpoint is { FromKestrelConfiguration: false, TargetPortEnvironmentVariable: null });
        if (instance.Resource is ProjectResource && string.Join(';', urls.Select(u => u.UriString)) is { Length: > 0 } list)
            variables.TryAdd("ASPNETCORE_URLS", list);
    }
}
