using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Arena.Node.Work;

internal sealed class NodeInstruments
{
    public const string Name = "Arena.Node";

    public static readonly ActivitySource Activities = new(Name);

    private readonly Histogram<double> _duration;
    private readonly Counter<long> _forfeits;
    private readonly Counter<long> _redials;

    public NodeInstruments(IMeterFactory meters, TaskBook book)
    {
        var meter = meters.Create(Name);
        _duration = meter.CreateHistogram<double>("arena.match.duration", "s", "Time to play a match, by game.");
        _forfeits = meter.CreateCounter<long>("arena.match.forfeits", "{match}", "Matches that an agent forfeited, by game.");
        _redials = meter.CreateCounter<long>("arena.node.redials", "{connection}", "Times the control plane had to be dialled again.");
        meter.CreateObservableGauge("arena.node.tasks.held", () => book.Held, "{task}", "Tasks held until they are in the ledger.");
    }

    public void Played(string game, TimeSpan duration, bool forfeited)
    {
        var tag = new KeyValuePair<string, object?>("game", game);
        _duration.Record(duration.TotalSeconds, tag);
        if (forfeited)
            _forfeits.Add(1, tag);
    }

    public void Redialled() => _redials.Add(1);
}
