using Microsoft.AspNetCore.Http;

namespace Arena.ServiceDefaults.Access;

/// <summary>What a request shows as <c>Authorization: Bearer TOKEN</c> (RFC 6750).</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>Null when it shows none, or more than one.</summary>
    public static string? Of(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && header[Scheme.Length..].Trim() is { Length: > 0 } token
            ? token
            : null;
}
