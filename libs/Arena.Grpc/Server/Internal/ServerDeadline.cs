using Grpc.Net.Internal;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>What a call with a deadline needs beside what every call has.</summary>
#pragma warning disable CA1001 // Stop frees what needs it; the token source holds nothing, and handlers may outlive the call.
internal sealed class ServerDeadline(DateTime time)
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _aborted;
    private DeadlineTimer? _timer;

    /// <summary>When it passes, in UTC.</summary>
    internal DateTime Time { get; } = time;

    /// <summary>Cancelled when it has passed, and when the request is aborted.</summary>
    internal CancellationToken Token => _cancellation.Token;

    /// <summary>Done when it has had its last word on the wire; the request must not end before.</summary>
    internal Task Answered => _answered.Task;

    internal void Start(TimeSpan timeout, Action<object> passed, object state, CancellationToken requestAborted)
    {
        _aborted = requestAborted.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _cancellation);
        _timer = new DeadlineTimer(timeout, passed, state);
        _timer.Start();
    }

    /// <summary>It has passed, and what it had to say is said.</summary>
    internal void HasAnswered()
    {
        _answered.SetResult();
        _cancellation.Cancel();
    }

    /// <summary>Stops the timer. The token stays usable for what the handler left running.</summary>
    internal void Stop()
    {
        _timer?.Dispose();
        _aborted.Dispose();
    }
}
