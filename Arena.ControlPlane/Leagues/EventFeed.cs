namespace Arena.ControlPlane.Leagues;

/// <summary>
/// The latest events, as the ledger's outbox has them, for all who watch: written by the projection when it has taken them in, read by
/// anyone from where it left off. Whoever has fallen behind what is kept is told so.
/// </summary>
internal sealed class EventFeed
{
    /// <summary>How many of the newest events are kept, here and in the ledger.</summary>
    public const int Kept = 10_000;

    private const int Slack = 1_000; // beyond that, so that not every event moves all others

    private readonly Lock _lock = new();
    private readonly List<LeagueEvent> _events = [];
    private TaskCompletionSource _changed = NewSignal();
    private long _last;

    /// <summary>Which ledger the ids are of: those of another mean nothing here.</summary>
    public string Ledger { get; set; } = "";

    /// <summary>The id of the newest event that there was; 0 before the first.</summary>
    public long Last
    {
        get
        {
            lock (_lock)
                return _last;
        }
    }

    /// <summary>Adds what is new of these events, which are in the order of their ids.</summary>
    public void Publish(IEnumerable<LeagueEvent> events)
    {
        lock (_lock)
        {
            foreach (var happened in events.Where(e => e.Id > _last))
            {
                _events.Add(happened);
                _last = happened.Id;
            }

            if (_events.Count > Kept + Slack)
                _events.RemoveRange(0, _events.Count - Kept);
            _changed.SetResult();
            _changed = NewSignal();
        }
    }

    /// <summary>The events after one, at most so many.</summary>
    /// <param name="after">Its id; 0 for all that are kept.</param>
    public EventReading Read(long after, int max)
    {
        lock (_lock)
        {
            var isWhole = after == 0 || after >= _last || (_events.Count > 0 && after >= _events[0].Id);
            var start = _events.Count == 0 || after < _events[0].Id ? 0 : IndexAfter_NeedsLock(after);
            return new EventReading(_events.GetRange(start, Math.Min(max, _events.Count - start)), isWhole, _changed.Task);
        }
    }

    private int IndexAfter_NeedsLock(long id)
    {
        var (low, high) = (0, _events.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_events[middle].Id <= id)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>What somebody reads of the feed.</summary>
/// <param name="IsWhole">False when some that came before these are not kept any more.</param>
/// <param name="Changed">Completes when there is more.</param>
internal sealed record EventReading(IReadOnlyList<LeagueEvent> Events, bool IsWhole, Task Changed);
