namespace Arena.Dashboard.Access;

/// <summary>Where to go on: within this site, and nowhere else.</summary>
internal static class LocalUrl
{
    public static string Or(string? url, string fallback) => url is ['/', ..] and not ['/', '/' or '\\', ..] ? url : fallback;
}
