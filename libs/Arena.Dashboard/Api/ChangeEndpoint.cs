using Arena.Dashboard.Access;
using Arena.Dashboard.Resources;
using Arena.Dashboard.Telemetry;

namespace Arena.Dashboard.Api;

/// <summary>Tells a page, as server-sent events, that there is something new for it: at most once a second.</summary>
internal static class ChangeEndpoint
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    public static void MapChanges(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/changes", TellAsync).RequireAuthorization(AccessPolicies.Reader);

    private static async Task TellAsync(HttpContext context, TelemetryStore store, ResourceWatcher watcher, TimeProvider time, string? of)
    {
        var cancellationToken = context.RequestAborted;
        ChangeSignal[] signals = [.. (of ?? "").Split(',').Select(name => SignalOf(name, store, watcher)).OfType<ChangeSignal>()];
        if (signals.Length == 0)
        {
            await JsonAnswer.RefuseAsync(context, $"of is '{of}'; wanted some of resources, logs, traces, metrics");
            return;
        }

        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.FlushAsync(cancellationToken);
        try
        {
            while (true)
            {
                var seen = Array.ConvertAll(signals, s => s.Version);
                await Task.WhenAny(signals.Select((s, i) => s.WaitAsync(seen[i], cancellationToken)));
                cancellationToken.ThrowIfCancellationRequested();
                await context.Response.WriteAsync("data: new\n\n", cancellationToken);
                await context.Response.Body.FlushAsync(cancellationToken);
                await Task.Delay(_pause, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The page has gone.
        }
    }

    private static ChangeSignal? SignalOf(string name, TelemetryStore store, ResourceWatcher watcher) => name switch
    {
        "resources" => watcher.Changes,
        "logs" => store.Logs.Changes,
        "traces" => store.Traces.Changes,
        "metrics" => store.Metrics.Changes,
        _ => null,
    };
}
