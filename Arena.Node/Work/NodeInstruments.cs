using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Arena.Node.Work;

internal sealed class NodeInstruments
{
    public const string Name = "Arena.Node";

    /// <summary>Matches a second that get a span of their own; all of them are in the metrics.</summary>
    public const int MatchSpansPerSecond = 50;

    private static readonly ActivitySource _activities = new(Name);

    private readonly Histogram<double> _duration;
    private readonly Counter<long> _forfeits;
    private readonly Counter<long> _redials;
    private readonly SpanBudget _matchSpans;

    public NodeInstruments(IMeterFactory meters, TaskBook book, TimeProvider time)
    {
        _matchSpans = new SpanBudget(MatchSpansPerSecond, time);
        var meter = meters.Create(Name);
        _duration = meter.CreateHistogram<double>("arena.match.duration", "s", "Time to play a match, by game.");
        _forfeits = meter.CreateCounter<long>("arena.match.forfeits", "{match}", "Matches that an agent forfeited, by game.");
        _redials = meter.CreateCounter<long>("arena.node.redials", "{connection}", "Times the control plane had to be dialled again.");
        meter.CreateObservableGauge("arena.node.tasks.held", () => book.Held, "{task}", "Tasks held until they are in the ledger.");
    }

    /// <summary>The span of one match in its league's trace; null when nobody listens, or there are too many.</summary>
    public Activity? StartMatch(string traceParent, string league, int index)
    {
        if (!_activities.HasListeners() || !_matchSpans.TryTake())
            return null;
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent);
        return _activities.StartActivity("match.play", ActivityKind.Consumer, parent)?.SetTag("arena.league", league)
            .SetTag("arena.match", index);
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
