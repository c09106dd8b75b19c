namespace Arena.Hosting.Engine;

/// <summary>
/// Exponential backoff for what ends by itself. A run that became healthy and lasted for a while counts as a success and
/// clears the slate, so that a process which is killed now and then always comes back at once, while one that cannot
/// start is given up.
/// </summary>
internal sealed class RestartPolicy
{
    public const int MaxRestarts = 10;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.2);
    public static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan GoodRun = TimeSpan.FromSeconds(10);

    private readonly Queue<DateTimeOffset> _recent = new();

    /// <summary>How long to wait before the next start; null to give up.</summary>
    public TimeSpan? Next(DateTimeOffset now, TimeSpan lasted, bool wasHealthy)
    {
        if (wasHealthy && lasted >= GoodRun)
            _recent.Clear();
        while (_recent.TryPeek(out var oldest) && now - oldest > Window)
            _recent.Dequeue();
        if (_recent.Count == MaxRestarts)
            return null;

        var delay = FirstDelay * Math.Pow(2, _recent.Count);
        _recent.Enqueue(now);
        return delay < MaxDelay ? delay : MaxDelay;
    }
}
