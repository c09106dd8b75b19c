using System.Net;
using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal;

/// <summary>
/// A request of one message, framed beforehand. HttpClient may send content twice (a refused stream is retried on
/// another connection) or still be sending when the response is complete, so the buffer goes back to the pool when
/// the request is disposed of and the last send has ended, whichever is later.
/// </summary>
/// <remarks>
/// A ByteArrayContent in name only: of those HttpClient knows that they are not duplex, and does not race their
/// sending against the response at every call.
/// </remarks>
internal sealed class UnaryContent : ByteArrayContent
{
    private readonly PooledBuffer _frame;
    private int _users = 1;
    private int _disposed;

    internal UnaryContent(PooledBuffer frame)
        : base([])
    {
        _frame = frame;
        Headers.TryAddWithoutValidation("Content-Type", GrpcProtocol.ContentType);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (!TryUse())
            throw new ObjectDisposedException(nameof(UnaryContent));
        try
        {
            await stream.WriteAsync(_frame.WrittenMemory, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Release();
        }
    }

    /// <summary>For handlers that look at what they pass on.</summary>
    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) =>
        new MemoryStream(_frame.WrittenSpan.ToArray(), writable: false);

    protected override Task<Stream> CreateContentReadStreamAsync() =>
        Task.FromResult(CreateContentReadStream(CancellationToken.None));

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _disposed, 1) == 0)
            Release();
        base.Dispose(disposing);
    }

    private bool TryUse()
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

    private void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            _frame.Release();
    }
}
