namespace Arena.ControlPlane.Leagues;

/// <summary>How fast a league's results have come in lately, at this replica's own clock.</summary>
/// <param name="Results">How many came.</param>
/// <param name="Over">In how long, up to now.</param>
/// <param name="Quiet">For how long none has come.</param>
public readonly record struct PaceReading(int Results, TimeSpan Over, TimeSpan Quiet);

/// <summary>Counts a league's results by time. What was there before this replica looked, or before a pause, is not counted.</summary>
internal sealed class LeaguePace(TimeProvider time)
{
    private const int MostMarks = 64;
    private static readonly TimeSpan _apart = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();

    // How many were played when; the oldest first. Those far back go, so it is always of the latest results.
    private readonly Queue<(long At, int Played)> _marks = new();
    private long _latest;
    private long _last;
    private int _played;

    /// <summary>So many results there are by now.</summary>
    public void Note(int played)
    {
        lock (_lock)
        {
            if (played != _played || _marks.Count == 0)
                _last = time.GetTimestamp();
            _played = played;
            if (_marks.Count > 0 && time.GetElapsedTime(_latest) < _apart)
                return;
            _latest = time.GetTimestamp();
            _marks.Enqueue((_latest, played));
            if (_marks.Count > MostMarks)
                _marks.Dequeue();
        }
    }

    /// <summary>From here on it is another pace.</summary>
    public void Restart()
    {
        lock (_lock)
        {
            _marks.Clear();
            _latest = _last = time.GetTimestamp();
            _marks.Enqueue((_latest, _played));
        }
    }

    public PaceReading Read()
    {
        lock (_lock)
        {
            return _marks.TryPeek(out var oldest)
                ? new PaceReading(_played - oldest.Played, time.GetElapsedTime(oldest.At), time.GetElapsedTime(_last))
                : default;
        }
    }
}
