using System.Diagnostics.Metrics;
using Arena.ControlPlane.Work;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.EndToEnd.ServiceDefaults.Telemetry;

/// <summary>What Prometheus reads.</summary>
public sealed class MetricsTests : IAsyncLifetime
{
    private TestService _service = null!;

    public async ValueTask InitializeAsync() =>
        _service = await TestService.StartAsync(builder => builder.Services.AddSingleton<WorkInstruments>());

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task Instruments_have_the_names_that_the_documentation_gives()
    {
        var instruments = _service.Services.GetRequiredService<WorkInstruments>();
        instruments.Assigned(7);
        instruments.NodeOpened();
        instruments.Recorded([Backplane()], TimeSpan.FromMilliseconds(3));
        var lines = await ScrapeAsync();
        Assert.Contains("""arena_work_tasks_assigned_total{otel_scope_name="Arena.ControlPlane"} 7""", lines);
        Assert.Contains("""arena_work_nodes{otel_scope_name="Arena.ControlPlane"} 1""", lines);
        Assert.Contains("""arena_ledger_results_total{otel_scope_name="Arena.ControlPlane",outcome="recorded"} 1""", lines);
        Assert.Contains("""arena_ledger_record_duration_seconds_bucket{otel_scope_name="Arena.ControlPlane",le="0.001"} 0""", lines);
        Assert.Contains("""arena_ledger_record_duration_seconds_bucket{otel_scope_name="Arena.ControlPlane",le="0.005"} 1""", lines);
        Assert.Contains(lines, line => line.StartsWith("dotnet_process_cpu_count", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("kestrel_active_connections", StringComparison.Ordinal));

        static Arena.Backplane.Ledger.RecordOutcome Backplane() => Arena.Backplane.Ledger.RecordOutcome.Recorded;
    }

    [Fact]
    public async Task Combinations_of_tags_beyond_the_limit_are_added_up_in_one()
    {
        using var meter = _service.Services.GetRequiredService<IMeterFactory>().Create("Arena.Trial");
        var counter = meter.CreateCounter<long>("arena.trial.wide");
        for (var i = 0; i < 3_000; i++)
            counter.Add(1, new KeyValuePair<string, object?>("id", i));
        var series = (await ScrapeAsync()).Where(line => line.StartsWith("arena_trial_wide_total{", StringComparison.Ordinal)).ToArray();
        Assert.Equal(1_001, series.Length);
        Assert.EndsWith(" 2000",
            Assert.Single(series, line => line.Contains("otel_metric_overflow=\"true\"", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    private async Task<string[]> ScrapeAsync() => (await _service.Http.GetStringAsync("/metrics")).Split('\n');
}
