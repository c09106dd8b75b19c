using Arena.ControlPlane.Api.Events;
using Arena.ServiceDefaults.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Arena.ControlPlane.Web.Live;

/// <summary>A page as it changes: its address behind <c>/live</c>, as server-sent events whose data is the page's HTML.</summary>
internal static class LiveEndpoint
{
    public static void MapLive(this WebApplication app) =>
        app.MapGet("/live/{**page}", WatchAsync).ExcludeFromDescription();

    private static async Task<Results<EmptyHttpResult, NotFound, StatusCodeHttpResult>> WatchAsync(
        string? page, HttpContext context, LivePages pages, PageRenderer renderer, IHostApplicationLifetime lifetime)
    {
        var (request, response, caller) = (context.Request, context.Response, Caller.Of(context));
        var path = $"/{page}";
        if (renderer.RouteOf(path) is not { } route || !PageAccess.May(caller, route))
            return TypedResults.NotFound(); // whoever may not see the page learns no more of it here
        var address = new LiveAddress(path, renderer.QueryOf(path, request.Query), caller.Tenant, caller.Role);
        if (!pages.HasRoomFor(address))
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable); // the browser asks again
        ServerSentEvents.Begin(context);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        await response.StartAsync(ends.Token);
        await foreach (var frame in pages.WatchAsync(address, ends.Token))
            await response.Body.WriteAsync(frame, ends.Token);
        return TypedResults.Empty;
    }
}
