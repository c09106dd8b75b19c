namespace Arena.Dashboard.Telemetry;

/// <summary>Counts changes and wakes those who wait for the next.</summary>
internal sealed class ChangeSignal
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _next;
    private long _version;

    public long Version => Interlocked.Read(ref _version);

    public void Raise()
    {
        TaskCompletionSource? waiters;
        lock (_gate)
        {
            _version++;
            (waiters, _next) = (_next, null);
        }

        waiters?.SetResult();
    }

    /// <summary>Completes when the version is another than the one seen.</summary>
    public Task WaitAsync(long seen, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_version != seen)
                return Task.CompletedTask;
            _next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _next.Task.WaitAsync(cancellationToken);
        }
    }
}
