using Microsoft.AspNetCore.Http.HttpResults;

namespace Arena.Dashboard.Pages;

/// <summary>Which page is where.</summary>
internal static class PageEndpoints
{
    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => new RazorComponentResult<ResourcesPage>());
        routes.MapGet("/console/{resource?}", (string? resource) => new RazorComponentResult<ConsolePage>(new { Resource = resource }));
        routes.MapGet("/logs", () => new RazorComponentResult<LogsPage>());
        routes.MapGet("/traces", () => new RazorComponentResult<TracesPage>());
        routes.MapGet("/traces/{id}", (string id) => new RazorComponentResult<TracePage>(new { Id = id }));
        routes.MapGet("/metrics", () => new RazorComponentResult<MetricsPage>());
    }
}
