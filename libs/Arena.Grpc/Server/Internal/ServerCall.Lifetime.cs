using Grpc.Core;
using Grpc.Net.Internal;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>
/// Who may touch the response. The deadline timer and the writers of the call are different threads, and the response
/// is not thread-safe: one atomic state decides.
/// <code>
/// idle ──write──▶ writing ──▶ idle ──▶ ended          the ordinary way
/// idle ──deadline──▶ expired                          real DEADLINE_EXCEEDED trailers
/// writing ──deadline──▶ expired                       a write is stuck in flow control: RST_STREAM(CANCEL)
/// </code>
/// </summary>
internal sealed partial class ServerCall
{
    private const int Idle = 0;
    private const int Writing = 1;
    private const int Ended = 2;
    private const int Expired = 3;

    private int _state;
    private bool _clientLeft;
    private CancellationToken? _token;
    private ServerDeadline? _deadline;

    protected override DateTime DeadlineCore => _deadline?.Time ?? DateTime.MaxValue;

    protected override CancellationToken CancellationTokenCore => _token ??= _deadline?.Token ?? HttpContext.RequestAborted;

    /// <summary>
    /// Cancelled by the deadline, if there is one. For what a client that leaves ends anyway: the full token costs
    /// Kestrel a source for every call that asks for it.
    /// </summary>
    internal CancellationToken DeadlineToken => _deadline?.Token ?? CancellationToken.None;

    /// <summary>Done when the deadline has had its last word on the wire; the request must not end before.</summary>
    internal Task DeadlineAnswered => _deadline?.Answered ?? Task.CompletedTask;

    internal bool IsExpired => Volatile.Read(ref _state) == Expired;

    /// <summary>Reads <c>grpc-timeout</c>, and from then on enforces it. A malformed one counts as none.</summary>
    internal void StartDeadline()
    {
        if (!GrpcTimeout.TryParse(HttpContext.Request.Headers.GrpcTimeout, out var timeout))
            return;

        var now = DateTime.UtcNow;
        if (timeout >= DateTime.MaxValue - now)
            return;
        _deadline = new ServerDeadline(now + timeout);
        _deadline.Start(timeout, static call => ((ServerCall)call).OnDeadline(), this, HttpContext.RequestAborted);
    }

    /// <summary>Claims the response for a write; false when the call is over.</summary>
    internal bool TryBeginWrite() => Interlocked.CompareExchange(ref _state, Writing, Idle) == Idle;

    internal void EndWrite() => Interlocked.CompareExchange(ref _state, Idle, Writing);

    /// <summary>Claims the response for the end of the call; false when the deadline has ended it.</summary>
    internal bool TryEnd() => Interlocked.CompareExchange(ref _state, Ended, Idle) == Idle;

    /// <summary>Whether the client has gone. Reads and writes may notice before the token does.</summary>
    internal bool IsCancelled => Volatile.Read(ref _clientLeft) || CancellationToken.IsCancellationRequested;

    /// <summary>A read or a write found that the client has gone.</summary>
    internal OperationCanceledException ClientLeft(Exception? cause = null)
    {
        Volatile.Write(ref _clientLeft, true);
        return new OperationCanceledException("The call was cancelled.", cause, CancellationToken);
    }

    /// <summary>Why nothing more can be written.</summary>
    internal Exception EndedError() =>
        IsCancelled || IsExpired
            ? new OperationCanceledException("The call was cancelled.", CancellationToken)
            : new InvalidOperationException("Can't write the message because the request is complete.");

    internal void StopDeadline() => _deadline?.Stop();

    private void OnDeadline()
    {
        var before = Interlocked.CompareExchange(ref _state, Expired, Idle);
        if (before == Writing)
            before = Interlocked.CompareExchange(ref _state, Expired, Writing);
        if (before is Ended or Expired)
            return;

        Log.DeadlineExceeded(Settings.Logger, Method, Deadline);
        _ = AnswerDeadlineAsync(canWrite: before == Idle);
    }

    private async Task AnswerDeadlineAsync(bool canWrite)
    {
        try
        {
            if (canWrite)
            {
                // Without the handler's trailers: it may be filling them in at this moment.
                ServerResponse.WriteEnd(
                    HttpContext.Response, new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded"), Metadata.Empty);
                await HttpContext.Response.CompleteAsync().ConfigureAwait(false);
            }
            else
            {
                HttpContext.Features.Get<IHttpResetFeature>()?.Reset(GrpcProtocol.ResetCancel);
            }
        }
        catch (Exception ex)
        {
            Log.DeadlineAnswerFailed(Settings.Logger, Method, ex);
        }

        _deadline!.HasAnswered();
    }
}
