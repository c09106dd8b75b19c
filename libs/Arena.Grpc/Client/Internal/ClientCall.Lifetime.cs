using Grpc.Core;
using Grpc.Core.Internal;
using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal;

internal sealed partial class ClientCall<TRequest, TResponse>
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _callerCancels;
    private CancellationTokenRegistration _serverCallCancels;
    private DeadlineTimer? _deadlineTimer;
    private Outcome? _outcome;

    /// <summary>The effective deadline in UTC; null for none.</summary>
    internal DateTime? Deadline { get; private set; }

    internal bool IsFinished => Volatile.Read(ref _outcome) is not null;

    /// <summary>Done when the call has ended, whichever way.</summary>
    internal Task Ended => _ended.Task;

    internal Status GetStatus() =>
        Volatile.Read(ref _outcome)?.Status
        ?? throw new InvalidOperationException("Unable to get the status because the call is not complete.");

    internal Metadata GetTrailers() =>
        Volatile.Read(ref _outcome)?.Trailers
        ?? throw new InvalidOperationException("Can't get the call trailers because the call has not completed successfully.");

    /// <summary>Ends the call unless it has ended; the first to come decides.</summary>
    internal bool TryFinish(Status status, Metadata? trailers = null, bool byCaller = false)
    {
        var outcome = new Outcome(status, trailers ?? Metadata.Empty, byCaller);
        if (Interlocked.CompareExchange(ref _outcome, outcome, null) is not null)
            return false;

        FreeLifetime();
        if (!_headers.Task.IsCompleted && _headers.TrySetException(FinalError()))
            _ = _headers.Task.Exception;
        _ended.TrySetResult();
        _requestPump?.Fail(FinalError());
        if (trailers is null)
            _cancellation.Cancel();
        FreeResponse();
        return true;
    }

    /// <summary>What the status of the finished call looks like to whoever waits for something else.</summary>
    internal Exception FinalError()
    {
        var status = GetStatus();
        return status.StatusCode switch
        {
            StatusCode.OK => new InvalidOperationException("Can't write the message because the call is complete."),
            StatusCode.Cancelled when _channel.Options.ThrowOperationCanceledOnCancellation && _outcome!.ByCaller =>
                new OperationCanceledException(status.Detail, new RpcException(status, GetTrailers()), _options.CancellationToken),
            _ => new RpcException(status, GetTrailers()),
        };
    }

    /// <summary>The caller wants no more of this call.</summary>
    internal void Cancel(string detail) =>
        TryFinish(new Status(StatusCode.Cancelled, detail), trailers: null, byCaller: true);

    public void Dispose() => Cancel("gRPC call disposed.");

    private static CallOptions WithPropagation(CallOptions options)
    {
        if (options.PropagationToken is not ServerContextPropagationToken token)
            return options;
        return token.Deadline < (options.Deadline ?? DateTime.MaxValue) ? options.WithDeadline(token.Deadline) : options;
    }

    private void StartLifetime()
    {
        if (_options.Deadline is { } deadline && deadline != DateTime.MaxValue)
        {
            Deadline = deadline;
            var left = deadline - DateTime.UtcNow;
            if (left <= TimeSpan.Zero)
            {
                OnDeadline();
                return;
            }

            _deadlineTimer = new DeadlineTimer(left, static call => ((ClientCall<TRequest, TResponse>)call).OnDeadline(), this);
            _deadlineTimer.Start();
        }

        _callerCancels = CancelWith(_options.CancellationToken);
        if (_options.PropagationToken is ServerContextPropagationToken token)
            _serverCallCancels = CancelWith(token.CancellationToken);
        if (IsFinished)
            FreeLifetime();
    }

    private CancellationTokenRegistration CancelWith(CancellationToken token) =>
        token.UnsafeRegister(
            static call => ((ClientCall<TRequest, TResponse>)call!).Cancel("Call canceled by the client."), this);

    private void OnDeadline() => TryFinish(new Status(StatusCode.DeadlineExceeded, string.Empty));

    private void FreeLifetime()
    {
        _deadlineTimer?.Dispose();
        _callerCancels.Unregister();
        _serverCallCancels.Unregister();
        _channel.Finished(this);
    }

    private void FreeResponse()
    {
        _reader?.Close();
        _response?.Dispose();
    }

    private sealed record Outcome(Status Status, Metadata Trailers, bool ByCaller);
}
