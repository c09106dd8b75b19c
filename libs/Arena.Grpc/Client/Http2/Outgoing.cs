using System.Threading.Tasks.Sources;

namespace Grpc.Net.Client.Internal.Http2;

/// <summary>What a stream has to send. All of it is under the connection's lock.</summary>
internal sealed class Outgoing(Http2Stream stream, int window) : IValueTaskSource
{
    // Whoever writes may block, and must not do that to the connection.
    private ManualResetValueTaskSourceCore<bool> _signal = new() { RunContinuationsAsynchronously = true };
    private UnaryBody? _owner;

    internal Http2Stream Stream => stream;

    /// <summary>Bytes the server takes before it has to say so again. Negative after it made its windows smaller.</summary>
    internal int Window { get; set; } = window;

    internal ReadOnlyMemory<byte> Pending { get; set; }

    /// <summary>Whether the request ends after what is pending.</summary>
    internal bool Ends { get; set; }

    /// <summary>Whether nothing more leaves: the end or a reset has.</summary>
    internal bool Ended { get; set; }

    /// <summary>Whether it stands in line for the output.</summary>
    internal bool Queued { get; set; }

    /// <summary>Whether a writer waits until what it wrote is being sent.</summary>
    internal bool HasWriter { get; private set; }

    /// <summary>Whether something was received since the last write: a dialogue, in which every message counts.</summary>
    internal bool Answers { get; set; } = true;

    internal bool HasSomething => !Pending.IsEmpty || (Ends && !Ended);

    /// <summary>Holds on to a body of one message until it is sent or given up.</summary>
    internal void Own(UnaryBody body) => _owner = body.TryUse() ? body : throw new ObjectDisposedException(nameof(UnaryBody));

    internal ValueTask WriterWaits()
    {
        _signal.Reset();
        HasWriter = true;
        return new ValueTask(this, _signal.Version);
    }

    /// <summary>What was written is on its way, or never will be.</summary>
    internal void TellWriter(Exception? failure = null)
    {
        if (!HasWriter)
            return;
        HasWriter = false;
        if (failure is null)
            _signal.SetResult(true);
        else
            _signal.SetException(failure);
    }

    /// <summary>Drops what is left.</summary>
    internal void GiveUp(Exception failure)
    {
        (Pending, Ended) = (default, true);
        FreeBody();
        TellWriter(failure);
    }

    internal void FreeBody()
    {
        _owner?.Release();
        _owner = null;
    }

    void IValueTaskSource.GetResult(short token) => _signal.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _signal.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _signal.OnCompleted(continuation, state, token, flags);
}
