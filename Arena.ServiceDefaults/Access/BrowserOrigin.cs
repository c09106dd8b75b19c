using Microsoft.AspNetCore.Http;

namespace Arena.ServiceDefaults.Access;

/// <summary>
/// Whose page made a browser call. Browsers of these years say it in <c>Sec-Fetch-Site</c>, older ones in <c>Origin</c>; programs that are
/// no browsers say neither.
/// </summary>
internal static class BrowserOrigin
{
    /// <summary>Whether it was a page of another site.</summary>
    public static bool IsForeign(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site)
            return site.ToString() is not ("same-origin" or "none");
        return request.Headers.Origin.Count > 0 && !IsOfThis(request);
    }

    /// <summary>Whether it was one of this service's own pages, as the browser says.</summary>
    public static bool IsOwn(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site ? site.ToString() == "same-origin" : IsOfThis(request);

    /// <summary>Whether <c>Origin</c> is there and names another site: a script's or a web socket's call.</summary>
    public static bool NamesAnother(HttpRequest request) => request.Headers.Origin.Count > 0 && !IsOfThis(request);

    private static bool IsOfThis(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var from)
        && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
