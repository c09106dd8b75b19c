namespace Arena.Engines;

/// <summary>Lets so many in at the same time; the others wait, the first that came the first to go on.</summary>
internal sealed class TurnQueue(int most)
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource<bool>> _waiting = new();
    private int _in;

    /// <summary>Does work when it is its turn, on the thread of whoever left.</summary>
    /// <exception cref="OperationCanceledException">It was called off before it was.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        if (Enter() is { } turn)
        {
            await using var calledOff = cancellationToken.UnsafeRegister(
                static waiting => ((TaskCompletionSource<bool>)waiting!).TrySetResult(false), turn);
            if (!await turn.Task.ConfigureAwait(false)) throw new OperationCanceledException(cancellationToken);
        }

        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }
    }

    // Null: there is room.
    private TaskCompletionSource<bool>? Enter()
    {
        lock (_lock)
        {
            if (_in < most)
            {
                _in++;
                return null;
            }

            // Whoever waits goes on from where somebody leaves, without a thread being woken for it.
            var turn = new TaskCompletionSource<bool>();
            _waiting.Enqueue(turn);
            return turn;
        }
    }

    private void Leave()
    {
        while (true)
        {
            TaskCompletionSource<bool>? next;
            lock (_lock)
            {
                if (!_waiting.TryDequeue(out next))
                {
                    _in--;
                    return;
                }
            }

            if (next.TrySetResult(true)) return;
        }
    }
}
