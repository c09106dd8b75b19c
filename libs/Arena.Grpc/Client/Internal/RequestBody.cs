using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal;

/// <summary>What a request carries: one framed message, or a stream of them.</summary>
internal abstract class RequestBody : IDisposable
{
    public abstract void Dispose();
}

/// <summary>
/// One message, framed beforehand. A transport may send it twice (a refused stream is tried again on another
/// connection) or still be sending when the response is complete, so the buffer goes back to the pool when the call has
/// freed it and the last send has ended, whichever is later.
/// </summary>
internal sealed class UnaryBody(PooledBuffer frame) : RequestBody
{
    private int _users = 1;
    private int _disposed;

    /// <summary>To be read between <see cref="TryUse"/> and <see cref="Release"/>.</summary>
    internal ReadOnlyMemory<byte> Frame => frame.WrittenMemory;

    /// <summary>Keeps the frame from going until <see cref="Release"/>; false when it has gone.</summary>
    internal bool TryUse()
    {
        while (true)
        {
            var users = Volatile.Read(ref _users);
            if (users == 0)
                return false;
            if (Interlocked.CompareExchange(ref _users, users + 1, users) == users)
                return true;
        }
    }

    internal void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            frame.Release();
    }

    public override void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            Release();
    }
}

/// <summary>What the caller writes while the call runs.</summary>
internal sealed class StreamingBody(RequestPump pump) : RequestBody
{
    internal RequestPump Pump => pump;

    public override void Dispose()
    {
    }
}
