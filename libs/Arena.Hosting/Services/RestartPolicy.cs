namespace Arena.Hosting.Services;

/// <summary>When an instance that ended is started again. Pure: time comes in.</summary>
internal sealed class RestartPolicy
{
    /// <summary>EX_CONFIG of sysexits.h.</summary>
    public const int WrongConfiguration = 78;

    private const int MaxRestarts = 10;
    private static readonly TimeSpan _window = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _first = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _goodRun = TimeSpan.FromSeconds(10);

    private readonly Queue<DateTimeOffset> _restarts = new();
    private TimeSpan _next = _first;

    /// <summary>How long to wait before the next start; null: it is given up.</summary>
    /// <param name="exitCode">What it ended with, if that is known.</param>
    /// <param name="ran">For how long it ran.</param>
    /// <param name="now">The present moment.</param>
    public TimeSpan? AfterEnd(int? exitCode, TimeSpan ran, DateTimeOffset now)
    {
        if (exitCode == WrongConfiguration)
            return null;
        if (ran >= _goodRun)
        {
            _restarts.Clear();
            _next = _first;
        }

        while (_restarts.TryPeek(out var oldest) && now - oldest > _window)
            _restarts.Dequeue();
        if (_restarts.Count == MaxRestarts)
            return null;
        _restarts.Enqueue(now);
        var wait = _next;
        _next = TimeSpan.FromTicks(Math.Min(_next.Ticks * 2, _longest.Ticks));
        return wait;
    }
}
