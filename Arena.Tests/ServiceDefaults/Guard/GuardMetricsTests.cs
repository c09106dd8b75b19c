using System.Diagnostics.Metrics;
using Arena.ServiceDefaults.Guard;
using Arena.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.ServiceDefaults.Guard;

public sealed class GuardMetricsTests
{
    [Fact]
    public async Task Attempts_retries_timeouts_openings_and_fallbacks_are_counted_by_dependency()
    {
        var time = new WatchedTime();
        await using var services =
            TestGuards.Services(time, "store", o => (o.MaxAttempts, o.MinimumThroughput, o.Timeout) = (2, 2, TimeSpan.FromSeconds(1)));
        var meters = services.GetRequiredService<IMeterFactory>();
        var counts = new Dictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Meter.Name == "Arena.Guard")
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            Assert.Equal("store", tags[0].Value);
            lock (counts)
                counts[instrument.Name] = counts.GetValueOrDefault(instrument.Name) + value;
        });
        listener.Start();
        var guard = services.GetRequiredService<Guards>().For("store");
        var answer = await time.DriveAsync(guard.ExecuteAsync(
            async token =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, time, token);
                return "never";
            },
            "instead", CancellationToken.None));
        Assert.Equal("instead", answer);
        Assert.Equal(
            [("arena.guard.attempts", 2), ("arena.guard.fallbacks", 1), ("arena.guard.opened", 1), ("arena.guard.retries", 1),
            ("arena.guard.timeouts", 2)],
            counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value)));
    }
}
