using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Arena.ServiceDefaults.Telemetry;

/// <summary>
/// Says what the instrumentation of ASP.NET Core leaves open: which requests come from probes and scrapers, and the names of gRPC calls.
/// </summary>
internal static class RequestSpans
{
    private static readonly string[] _probes = ["/health", "/alive", "/ready", "/metrics", "/grpc.health.v1.Health"];

    public static void Begin(Activity activity, HttpRequest request)
    {
        if (_probes.Any(probe => request.Path.StartsWithSegments(probe, StringComparison.OrdinalIgnoreCase)))
            Unrecorded.Mark(activity);
    }

    // gRPC's server notes the method on the request's span; without this the span is named by its path, "POST
    // /arena.v1.LeagueService/Start".
    public static void Finish(Activity activity, HttpResponse response)
    {
        if (activity.GetTagItem("grpc.method") is string method)
            activity.DisplayName = method.TrimStart('/');
    }
}
