namespace Arena.Hosting.Engine;

/// <summary>How much the client is still ready to take, over all streams; those who have more wait.</summary>
internal sealed class SendWindow
{
    private readonly Lock _gate = new();
    private long _left = Http2Settings.DefaultWindow;
    private TaskCompletionSource? _grown;

    public void Grow(int by)
    {
        lock (_gate)
        {
            _left += by;
            _grown?.TrySetResult();
            _grown = null;
        }
    }

    public async ValueTask TakeAsync(int bytes, CancellationToken cancellationToken)
    {
        while (TryTake(bytes) is { } grown)
            await grown.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    // Null when it was enough.
    private Task? TryTake(int bytes)
    {
        lock (_gate)
        {
            if (_left >= bytes)
            {
                _left -= bytes;
                return null;
            }

            _grown ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _grown.Task;
        }
    }
}
