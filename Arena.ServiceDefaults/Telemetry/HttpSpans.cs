using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Arena.ServiceDefaults.Telemetry;

/// <summary>
/// Says of every HTTP request's span what it was, by the names of OpenTelemetry's HTTP conventions; the platform makes the span but leaves
/// it bare. Requests of probes and scrapers make no trace: they come every few seconds and would push out what people look for.
/// </summary>
internal sealed class HttpSpans : IStartupFilter
{
    private static readonly string[] _probes = ["/health", "/alive", "/metrics"];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(DescribeAsync);
        next(app);
    };

    private static async Task DescribeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } activity)
        {
            await next(context);
            return;
        }

        if (_probes.Any(probe => context.Request.Path.Equals(probe, StringComparison.OrdinalIgnoreCase)))
        {
            Unrecorded.Mark(activity);
            await next(context);
            return;
        }

        var name = activity.DisplayName;
        activity.SetTag("http.request.method", context.Request.Method);
        activity.SetTag("url.path", context.Request.Path.Value);
        try
        {
            await next(context);
        }
        finally
        {
            Finish(activity, context, isBare: activity.DisplayName == name);
        }
    }

    // What named itself in between, as gRPC does, keeps its name.
    private static void Finish(Activity activity, HttpContext context, bool isBare)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        if (isBare)
            activity.DisplayName = $"{context.Request.Method} {route ?? "(no route)"}";
        if (route is not null)
            activity.SetTag("http.route", route);
        activity.SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError && activity.Status == ActivityStatusCode.Unset)
            activity.SetStatus(ActivityStatusCode.Error);
    }
}
