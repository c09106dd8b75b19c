namespace Arena.Node.Work;

/// <summary>
/// A token bucket: quick matches come by the thousand a second, and a span for each would cost
/// more than playing them.
/// </summary>
internal sealed class SpanBudget(int perSecond, TimeProvider time)
{
    private readonly Lock _lock = new();
    private long _last = time.GetTimestamp();
    private double _tokens = perSecond;

    /// <summary>Whether one more may be made now. A second's worth can be saved up.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            _tokens = Math.Min(perSecond, _tokens + (time.GetElapsedTime(_last, now).TotalSeconds * perSecond));
            _last = now;
            if (_tokens < 1)
                return false;
            _tokens--;
            return true;
        }
    }
}
