namespace Arena.Engines;

/// <summary>The time of one move at a time, for any thread.</summary>
internal sealed class MoveTimer(TimeProvider time)
{
    private long _start; // 0: it does not run yet
    private long _end;   // 0: it still runs

    public TimeSpan Elapsed
    {
        get
        {
            var (start, end) = (Volatile.Read(ref _start), Volatile.Read(ref _end));
            if (start == 0) return TimeSpan.Zero;
            return end == 0 ? time.GetElapsedTime(start) : time.GetElapsedTime(start, end);
        }
    }

    public void Reset()
    {
        Volatile.Write(ref _start, 0);
        Volatile.Write(ref _end, 0);
    }

    public void Start() => Volatile.Write(ref _start, time.GetTimestamp());

    public void Stop() => Volatile.Write(ref _end, time.GetTimestamp());
}
