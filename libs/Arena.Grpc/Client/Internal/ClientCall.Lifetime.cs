using Grpc.Core;
using Grpc.Core.Internal;
using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal;

internal sealed partial class ClientCall<TRequest, TResponse>
{
    private static readonly TimeSpan StatusGrace = TimeSpan.FromSeconds(1);

    private TaskCompletionSource? _ended;
    private CancellationTokenRegistration _callerCancels;
    private CancellationTokenRegistration _serverCallCancels;
    private DeadlineTimer? _deadlineTimer;
    private CancellationTokenRegistration _channelCancels;
    private Outcome? _outcome;

    /// <summary>The effective deadline in UTC; null for none.</summary>
    internal DateTime? Deadline { get; private set; }

    internal bool IsFinished => Volatile.Read(ref _outcome) is not null;

    internal Status GetStatus() =>
        Volatile.Read(ref _outcome)?.Status
        ?? throw new InvalidOperationException("Unable to get the status because the call is not complete.");

    internal Metadata GetTrailers() =>
        Volatile.Read(ref _outcome)?.Trailers
        ?? throw new InvalidOperationException("Can't get the call trailers because the call has not completed successfully.");

    /// <summary>Ends the call unless it has ended; the first to come decides.</summary>
    internal bool TryFinish(Status status, HeaderList? trailers = null, bool onThisSide = false)
    {
        var outcome = new Outcome(status, trailers, onThisSide);
        if (Interlocked.CompareExchange(ref _outcome, outcome, null) is not null)
            return false;

        FreeLifetime();
        EndTelemetry(outcome);
        AnswerHeaders();
        // In this order: a pump that waits for the end must not fail with an error of its own first.
        _requestPump?.Fail(FinalError());
        _ended?.TrySetResult();
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
            StatusCode.Cancelled or StatusCode.DeadlineExceeded when _channel.Options.ThrowOperationCanceledOnCancellation && _outcome!.OnThisSide =>
                new OperationCanceledException(status.Detail, new RpcException(status, GetTrailers()), _options.CancellationToken),
            _ => new RpcException(status, GetTrailers()),
        };
    }

    /// <summary>The caller wants no more of this call.</summary>
    internal void Cancel(string detail) =>
        TryFinish(new Status(StatusCode.Cancelled, detail), trailers: null, onThisSide: true);

    public void Dispose() => Cancel("gRPC call disposed.");

    private static CallOptions WithPropagation(CallOptions options)
    {
        if (options.PropagationToken is not ServerContextPropagationToken token)
            return options;
        return token.Deadline < (options.Deadline ?? DateTime.MaxValue) ? options.WithDeadline(token.Deadline) : options;
    }

    private void StartLifetime()
    {
        StartTelemetry();
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

        _channelCancels = CancelWith(_channel.Shutdown);
        _callerCancels = CancelWith(_options.CancellationToken);
        if (_options.PropagationToken is ServerContextPropagationToken token)
            _serverCallCancels = CancelWith(token.CancellationToken);
        if (IsFinished)
            FreeLifetime();
    }

    private CancellationTokenRegistration CancelWith(CancellationToken token) =>
        token.UnsafeRegister(
            static call => ((ClientCall<TRequest, TResponse>)call!).Cancel("Call canceled by the client."), this);

    private void OnDeadline() =>
        TryFinish(new Status(StatusCode.DeadlineExceeded, string.Empty), trailers: null, onThisSide: true);

    private void FreeLifetime()
    {
        _deadlineTimer?.Dispose();
        _callerCancels.Unregister();
        _serverCallCancels.Unregister();
        _channelCancels.Unregister();
    }

    /// <summary>
    /// Done when a call whose request stream broke has ended. Somebody reads the answer, and with it the status:
    /// always when it is one message, else as long as a read is under way. Whoever only writes is not kept waiting.
    /// </summary>
    private async Task EndOfBrokenCallAsync()
    {
        if (Responses is null or { IsReading: true })
            await _ended!.Task.ConfigureAwait(false);
        else
            await _ended!.Task.WaitAsync(StatusGrace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void FreeResponse()
    {
        _reader?.Close();
        _response?.Dispose();
    }
}
