using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using Grpc.Core;

namespace Arena.Tests.Grpc;

/// <summary>What both sides measure and count.</summary>
public sealed class MetricsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("Grpc.Net.Client", "client")]
    [InlineData("Grpc.AspNetCore.Server", "server")]
    public async Task Meter_records_duration_and_messages_of_a_call(string meter, string side)
    {
        await using var server = await TrialServer.StartAsync();
        // A method of its own name would need a service of its own: other tests' calls are told apart by the count.
        const int asks = 7919;
        var seen = new ConcurrentDictionary<string, (double Value, Dictionary<string, object?> Tags)>();
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var durations = new ConcurrentBag<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == meter)
                    l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, _, _) => durations.Add($"{instrument.Name} {instrument.Unit}"));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (instrument.Name.EndsWith("requests_per_rpc", StringComparison.Ordinal) && value == asks)
                seen["requests"] = (value, tags.ToArray().ToDictionary(t => t.Key, t => t.Value));
            if (instrument.Name.EndsWith("responses_per_rpc", StringComparison.Ordinal) && value == 1 && seen.ContainsKey("requests"))
                all.TrySetResult();
        });
        listener.Start();

        using (var call = server.Client.Collect())
        {
            for (var i = 0; i < asks; i++)
                await call.RequestStream.WriteAsync(new Ask());
            await call.RequestStream.CompleteAsync();
            Assert.Equal(asks, (await call).Count);
        }

        await all.Task.WaitAsync(Patience);
        var tags = seen["requests"].Tags;
        Assert.Contains($"rpc.{side}.duration ms", durations);
        Assert.Equal("grpc", tags["rpc.system"]);
        Assert.Equal("arena.tests.grpc.Trial", tags["rpc.service"]);
        Assert.Equal("Collect", tags["rpc.method"]);
        Assert.Equal(0, tags["rpc.grpc.status_code"]);
        if (side == "client")
            Assert.Equal(server.Address.Port, tags["server.port"]);
    }

    [Theory]
    [InlineData("Grpc.Net.Client")]
    [InlineData("Grpc.AspNetCore.Server")]
    public async Task Event_counters_have_their_familiar_names(string source)
    {
        await using var server = await TrialServer.StartAsync();
        await server.Client.UnaryAsync(new Ask());
        using var listener = new CounterListener(source);
        var counters = await listener.Complete.WaitAsync(Patience);

        string[] expected =
        [
            "total-calls", "current-calls", "calls-failed", "calls-deadline-exceeded", "messages-sent", "messages-received",
        ];
        Assert.All(expected, name => Assert.Contains(name, counters.Keys));
        Assert.True(counters["total-calls"] >= 1);
        Assert.True(counters["messages-sent"] >= 1);
        Assert.True(counters["messages-received"] >= 1);
    }

    private sealed class CounterListener : EventListener
    {
        private readonly string _source;
        private readonly Dictionary<string, double> _values = [];
        private readonly TaskCompletionSource<Dictionary<string, double>> _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal CounterListener(string source)
        {
            _source = source;
            foreach (var known in EventSource.GetSources().Where(s => s.Name == source))
                Listen(known);
        }

        internal Task<Dictionary<string, double>> Complete => _complete.Task;

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == _source)
                Listen(eventSource);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName != "EventCounters" || eventData.Payload?[0] is not IDictionary<string, object?> payload)
                return;
            lock (_values)
            {
                _values[(string)payload["Name"]!] = Convert.ToDouble(payload["Mean"] ?? 0.0);
                if (_values.Count >= 6)
                    _complete.TrySetResult(new Dictionary<string, double>(_values));
            }
        }

        private void Listen(EventSource source) =>
            EnableEvents(source, EventLevel.Critical, EventKeywords.None, new Dictionary<string, string?> { ["EventCounterIntervalSec"] = "0.1" });
    }
}
