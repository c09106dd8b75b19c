using Microsoft.AspNetCore.Http;

namespace Arena.ServiceDefaults.Access;

/// <summary>Who sees which page, for those who show pages, and what else is shown in a page's place.</summary>
public static class PageAccess
{
    // What programs ask for: there people get what programs get.
    private static readonly string[] _forPrograms = ["/v1", "/arena", "/stats", "/metrics", "/openapi", "/health", "/alive", "/ready"];

    /// <summary>Whether somebody at a browser wants to see a page.</summary>
    public static bool IsForPage(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ShownKey.IsForPage(request)
            && !_forPrograms.Any(path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether somebody may see a page.</summary>
    /// <param name="caller">Who would see it.</param>
    /// <param name="route">The page's route, such as <c>/leagues/{Id}</c>.</param>
    public static bool May(Caller caller, string route) => Refusal(caller, "GET", route) is null;

    /// <summary>Why a caller may not do what a page offers; null when it may.</summary>
    /// <param name="caller">Who would do it.</param>
    /// <param name="method">The method of the call that does the same.</param>
    /// <param name="route">The route of that.</param>
    public static string? Refusal(Caller caller, string method, string route)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return AccessTable.OfRoute(method, route) is { } rule ? rule.Refuses(caller) : "This is for nobody.";
    }
}
