using System.Text;
using Microsoft.AspNetCore.Http;

namespace Arena.ServiceDefaults.Access;

/// <summary>
/// The key or token that a request shows: <c>Authorization: Bearer KEY</c> (RFC 6750), or, for browsers, which ask their user for it, as
/// the password of <c>Basic</c> (RFC 7617). A browser sends that by itself from then on, also where another site's page made it call: so it
/// is good for reading only.
/// </summary>
internal static class ShownKey
{
    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";

    /// <summary>Null when it shows none, or more than one.</summary>
    public static string? Of(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } header])
            return null;
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return header[Bearer.Length..].Trim() is { Length: > 0 } token ? token : null;
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return isRead && header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) ? PasswordOf(header[Basic.Length..].Trim()) : null;
    }

    /// <summary>Whether the request is a browser's, for a page.</summary>
    public static bool IsForPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static string? PasswordOf(string credentials)
    {
        var bytes = new byte[credentials.Length];
        if (!Convert.TryFromBase64String(credentials, bytes, out var length))
            return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var end && end + 1 < text.Length ? text[(end + 1)..] : null;
    }
}
