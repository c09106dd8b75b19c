using System.Reflection;

namespace Arena.Dashboard.Pages;

/// <summary>The style sheet and the script, from within the assembly: the dashboard runs wherever its files lie.</summary>
internal static class AssetEndpoints
{
    private static readonly Dictionary<string, string> _types = new()
    {
        ["dashboard.css"] = "text/css; charset=utf-8",
        ["dashboard.js"] = "text/javascript; charset=utf-8",
        ["favicon.svg"] = "image/svg+xml",
    };

    /// <summary>Part of the assets' addresses, so that a browser keeps them until the next build and no longer.</summary>
    public static string Version { get; } = typeof(AssetEndpoints).Module.ModuleVersionId.ToString("n")[..8];

    public static void MapAssets(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/assets/{version}/{name}", (HttpContext context, string name) =>
        {
            if (!_types.TryGetValue(name, out var type) || Assembly.GetExecutingAssembly().GetManifestResourceStream(name) is not { } content)
                return Results.NotFound();
            context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return Results.Stream(content, type);
        }).AllowAnonymous();
}
