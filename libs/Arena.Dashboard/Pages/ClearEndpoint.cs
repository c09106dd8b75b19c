using Arena.Dashboard.Resources;
using Arena.Dashboard.Telemetry;
using Microsoft.AspNetCore.Mvc;

namespace Arena.Dashboard.Pages;

/// <summary>Throwing away what is kept of a signal, by a form of the pages.</summary>
internal static class ClearEndpoint
{
    public static void MapClear(this IEndpointRouteBuilder routes) => routes.MapPost("/telemetry/{signal}/clear", Clear);

    // The form's field is what has the request's forgery token checked.
    private static IResult Clear(HttpContext context, TelemetryStore store, string signal, [FromForm] string? returnUrl)
    {
        switch (signal)
        {
            case "logs":
                store.Logs.Clear();
                break;
            case "traces":
                store.Traces.Clear();
                break;
            case "metrics":
                store.Metrics.Clear();
                break;
            default:
                return Results.NotFound($"There is no signal '{signal}'; there are: logs, traces, metrics.");
        }

        ResourceEndpoints.Notify(context, $"Cleared: {signal}");
        return Results.LocalRedirect($"/{signal}");
    }
}
