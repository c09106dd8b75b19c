using System.Diagnostics;
using Grpc.Net.Client;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace Arena.Benchmarks.Dashboard;

/// <summary>
/// A dashboard under the load of all three signals at once, with its pages being read; then each signal alone, as fast as it
/// goes; then what telemetry costs the services. Whoever sends runs on the same processors.
/// </summary>
internal static class DashboardBench
{
    private const double WantedSpans = 20_000;
    private const double WantedLogs = 50_000;
    private const double WantedPoints = 100_000;
    private const double PageLimitMilliseconds = 200;
    private const double MemoryLimitMegabytes = 600;
    private static readonly TimeSpan _together = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _alone = TimeSpan.FromSeconds(5);
    private static readonly string[] _pages = ["/", "/logs", "/logs?search=league&severity=warning", "/traces", "/metrics?meter=Arena.Node&name=arena.agent.moves&resource=node-1", "/api/telemetry/resources"];

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        var rows = new List<BenchRow>();
        await using (var dashboard = await DashboardUnderLoad.StartAsync(cancellationToken))
        {
            await Say("all signals at once, pages being read");
            rows.AddRange(await TogetherAsync(dashboard, cancellationToken));
        }

        await using (var dashboard = await DashboardUnderLoad.StartAsync(cancellationToken))
        {
            await Say("each signal alone");
            rows.AddRange(await AloneAsync(dashboard, cancellationToken));
        }

        await Say("services with and without telemetry");
        rows.Add(await TelemetryCost.MeasureAsync(cancellationToken));
        return rows;
    }

    private static async Task<IEnumerable<BenchRow>> TogetherAsync(DashboardUnderLoad dashboard, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pages = ReadPagesAsync(dashboard, over.Token);
        var used = dashboard.ProcessorTime;
        var rates = await Task.WhenAll(
            SendAsync(dashboard, Signal.Spans, WantedSpans, _together, cancellationToken),
            SendAsync(dashboard, Signal.Logs, WantedLogs, _together, cancellationToken),
            SendAsync(dashboard, Signal.Points, WantedPoints, _together, cancellationToken));
        var cores = (dashboard.ProcessorTime - used) / _together;
        await over.CancelAsync();
        var times = (await pages).Order().ToArray();
        return
        [
            BenchRow.Of("spans stored, all signals at once", rates[0], "spans/s", "sent", WantedSpans),
            BenchRow.Of("log records stored, all signals at once", rates[1], "records/s", "sent", WantedLogs),
            BenchRow.Of("metric points stored, all signals at once", rates[2], "points/s", "sent", WantedPoints),
            BenchRow.Of("page under that load, median", times[times.Length / 2], "ms", "limit", PageLimitMilliseconds),
            BenchRow.Of("page under that load, 95th percentile", times[times.Length * 95 / 100], "ms", "limit", PageLimitMilliseconds),
            BenchRow.Of("processors used by the dashboard", cores, "cores", "on this machine", Environment.ProcessorCount),
            BenchRow.Of("memory after that load", dashboard.WorkingSetMegabytes, "MB", "limit", MemoryLimitMegabytes),
        ];
    }

    private static async Task<IEnumerable<BenchRow>> AloneAsync(DashboardUnderLoad dashboard, CancellationToken cancellationToken)
    {
        var spans = await SendAsync(dashboard, Signal.Spans, double.PositiveInfinity, _alone, cancellationToken);
        var logs = await SendAsync(dashboard, Signal.Logs, double.PositiveInfinity, _alone, cancellationToken);
        var points = await SendAsync(dashboard, Signal.Points, double.PositiveInfinity, _alone, cancellationToken);
        return
        [
            BenchRow.Of("spans, alone and as fast as they come", spans, "spans/s", "wanted", WantedSpans),
            BenchRow.Of("log records, alone", logs, "records/s", "wanted", WantedLogs),
            BenchRow.Of("metric points, alone", points, "points/s", "wanted", WantedPoints),
        ];
    }

    /// <summary>Items per second that were acknowledged. What falls behind is not made up for.</summary>
    private static async Task<double> SendAsync(DashboardUnderLoad dashboard, Signal signal, double perSecond, TimeSpan length, CancellationToken cancellationToken)
    {
        using var channel = GrpcChannel.ForAddress(dashboard.OtlpGrpc);
        var source = new LoadSource();
        var interval = TimeSpan.FromSeconds(LoadSource.ItemsPerRequest / perSecond);
        var clock = Stopwatch.StartNew();
        var sent = 0L;
        for (var due = TimeSpan.Zero; clock.Elapsed < length; due += interval)
        {
            if (due - clock.Elapsed is { Ticks: > 0 } early)
                await Task.Delay(early, cancellationToken);
            sent += await ExportAsync(channel, signal, source, cancellationToken);
        }

        return sent / clock.Elapsed.TotalSeconds;
    }

    private static async Task<long> ExportAsync(GrpcChannel channel, Signal signal, LoadSource source, CancellationToken cancellationToken)
    {
        var refused = signal switch
        {
            Signal.Spans => (await new TraceService.TraceServiceClient(channel).ExportAsync(source.Spans(), cancellationToken: cancellationToken)).PartialSuccess?.RejectedSpans,
            Signal.Logs => (await new LogsService.LogsServiceClient(channel).ExportAsync(source.Logs(), cancellationToken: cancellationToken)).PartialSuccess?.RejectedLogRecords,
            _ => (await new MetricsService.MetricsServiceClient(channel).ExportAsync(source.Metrics(), cancellationToken: cancellationToken)).PartialSuccess?.RejectedDataPoints,
        };
        return LoadSource.ItemsPerRequest - (refused ?? 0);
    }

    private static async Task<List<double>> ReadPagesAsync(DashboardUnderLoad dashboard, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        using var http = new HttpClient { BaseAddress = dashboard.Frontend };
        try
        {
            // An open page asks once a second; this is six of them.
            foreach (var page in _pages)
                await http.GetStringAsync(page, cancellationToken);
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                foreach (var page in _pages)
                {
                    var clock = Stopwatch.StartNew();
                    await http.GetStringAsync(page, cancellationToken);
                    times.Add(clock.Elapsed.TotalMilliseconds);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The load is over.
        }

        return times;
    }

    private static Task Say(string what) => Console.Error.WriteLineAsync($"bench dashboard: {what}");

    private enum Signal
    {
        Spans,
        Logs,
        Points,
    }
}
