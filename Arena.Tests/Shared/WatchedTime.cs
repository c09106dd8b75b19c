using Microsoft.Extensions.Time.Testing;

namespace Arena.Tests.Shared;

/// <summary>A clock that a test moves, and that tells how many timers wait for it: whether somebody has begun to wait.</summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    private int _waiting;

    /// <summary>Timers that were made and are neither over nor disposed.</summary>
    public int WaitingTimers => Volatile.Read(ref _waiting);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WatchedTimer(this, callback, period != Timeout.InfiniteTimeSpan && period > TimeSpan.Zero);
        timer.Start(base.CreateTimer(timer.Fire, state, dueTime, period), dueTime != Timeout.InfiniteTimeSpan);
        return timer;
    }

    private sealed class WatchedTimer(WatchedTime time, TimerCallback callback, bool isPeriodic) : ITimer
    {
        private ITimer _timer = null!;
        private int _isWaiting;

        public void Start(ITimer timer, bool isWaiting)
        {
            _timer = timer;
            if (isWaiting)
                Wait();
        }

        public void Fire(object? state)
        {
            if (!isPeriodic)
                End();
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
                End();
            else
                Wait();
            return _timer.Change(dueTime, period);
        }

        public void Dispose()
        {
            End();
            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            End();
            return _timer.DisposeAsync();
        }

        private void Wait()
        {
            if (Interlocked.Exchange(ref _isWaiting, 1) == 0)
                Interlocked.Increment(ref time._waiting);
        }

        private void End()
        {
            if (Interlocked.Exchange(ref _isWaiting, 0) == 1)
                Interlocked.Decrement(ref time._waiting);
        }
    }
}
