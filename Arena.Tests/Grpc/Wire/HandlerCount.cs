using Grpc.Core;

namespace Arena.Tests.Grpc.Wire;

/// <summary>Counts the Chat handlers of a server that run, and tells when a number is reached.</summary>
internal sealed class HandlerCount
{
    private readonly Lock _lock = new();
    private readonly List<(Func<int, bool> Reached, TaskCompletionSource Waiter)> _waiters = [];
    private int _running;

    internal HandlerCount(TrialServer server)
    {
        var chat = server.Script.Chat;
        server.Script.Chat = async (asks, answers, context) =>
        {
            Change(+1);
            try
            {
                await chat(asks, answers, context);
            }
            finally
            {
                Change(-1);
            }
        };
    }

    internal Task ReachAsync(int count) => When(running => running >= count);

    /// <summary>Done when no handler runs. Streams that were reset before their handler began count for nothing.</summary>
    internal Task NoneAsync() => When(running => running == 0);

    private Task When(Func<int, bool> reached)
    {
        lock (_lock)
        {
            if (reached(_running))
                return Task.CompletedTask;
            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((reached, waiter));
            return waiter.Task;
        }
    }

    private void Change(int by)
    {
        lock (_lock)
        {
            _running += by;
            foreach (var (reached, waiter) in _waiters)
                if (reached(_running))
                    waiter.TrySetResult();
        }
    }
}
