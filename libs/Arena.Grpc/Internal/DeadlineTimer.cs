using System.Diagnostics;

namespace Grpc.Net.Internal;

/// <summary>
/// Calls back once when a timeout has passed: never early, and for timeouts longer than a timer can hold (about 49
/// days) by arming itself again.
/// </summary>
internal sealed class DeadlineTimer : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly TimeSpan _timeout;
    private readonly Action<object> _callback;
    private readonly object _state;
    private readonly Timer _timer;

    internal DeadlineTimer(TimeSpan timeout, Action<object> callback, object state)
    {
        _timeout = timeout;
        _callback = callback;
        _state = state;
        // The timer outlives the call that happens to start it: it must not keep its async locals.
        using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
            _timer = new Timer(static timer => ((DeadlineTimer)timer!).Tick(), this, Timeout.Infinite, Timeout.Infinite);
    }

    internal void Start() => Arm(_timeout - Stopwatch.GetElapsedTime(_start));

    public void Dispose() => _timer.Dispose();

    private void Tick()
    {
        var left = _timeout - Stopwatch.GetElapsedTime(_start);
        if (left > TimeSpan.Zero)
            Arm(left);
        else
            _callback(_state);
    }

    private void Arm(TimeSpan left)
    {
        var due = left > Longest ? Longest : left < TimeSpan.Zero ? TimeSpan.Zero : left;
        try
        {
            _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(due.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The call ended while the timer was about to be armed again.
        }
    }
}
