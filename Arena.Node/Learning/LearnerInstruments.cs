using System.Diagnostics.Metrics;

namespace Arena.Node.Learning;

internal sealed class LearnerInstruments
{
    private readonly Counter<long> _matches;
    private readonly Histogram<double> _duration;

    public LearnerInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(Work.NodeInstruments.Name);
        _matches = meter.CreateCounter<long>("arena.learning.matches", "{match}", "Matches of self-play that were learned from, by game.");
        _duration = meter.CreateHistogram<double>("arena.learning.duration", "s", "Time to train for a round, by game.");
    }

    public void Trained(string game, int matches, TimeSpan duration)
    {
        var tag = new KeyValuePair<string, object?>("game", game);
        _matches.Add(matches, tag);
        _duration.Record(duration.TotalSeconds, tag);
    }
}
