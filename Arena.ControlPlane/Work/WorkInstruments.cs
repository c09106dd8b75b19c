using System.Diagnostics;
using System.Diagnostics.Metrics;
using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Work;

internal sealed class WorkInstruments
{
    public const string Name = "Arena.ControlPlane";

    public static readonly ActivitySource Activities = new(Name);

    private readonly Counter<long> _assigned;
    private readonly Counter<long> _releases;
    private readonly Counter<long> _results;
    private readonly Histogram<double> _recordDuration;
    private readonly UpDownCounter<long> _nodes;
    private readonly Gauge<int> _altered;

    public WorkInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _assigned = meter.CreateCounter<long>("arena.work.tasks.assigned", "{task}", "Tasks handed to nodes.");
        _releases = meter.CreateCounter<long>("arena.work.sessions.released", "{session}", "Sessions whose tasks went back to pending.");
        _results = meter.CreateCounter<long>("arena.ledger.results", "{result}", "Results offered to the ledger, by outcome.");
        _recordDuration = meter.CreateHistogram<double>("arena.ledger.record.duration", "s", "Time until a batch of results was durable.");
        _nodes = meter.CreateUpDownCounter<long>("arena.work.nodes", "{node}", "Nodes whose stream is open.");
        _altered = meter.CreateGauge<int>(
            "arena.ledger.altered", "{head}", "Heads that the control plane and its nodes have heard, and the ledger does not extend.");
    }

    public void Assigned(int tasks) => _assigned.Add(tasks);

    public void SessionReleased() => _releases.Add(1);

    public void NodeOpened() => _nodes.Add(1);

    public void NodeClosed() => _nodes.Add(-1);

    public void HeadsCompared(int disagree) => _altered.Record(disagree);

    public void Recorded(IReadOnlyList<RecordOutcome> outcomes, TimeSpan duration)
    {
        _recordDuration.Record(duration.TotalSeconds);
        foreach (var group in outcomes.CountBy(o => o))
            _results.Add(group.Value, new KeyValuePair<string, object?>("outcome", group.Key.ToString().ToLowerInvariant()));
    }
}
