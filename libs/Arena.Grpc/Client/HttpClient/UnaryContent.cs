using System.Net;

namespace Grpc.Net.Client.Internal;

/// <summary>A request of one message.</summary>
/// <remarks>
/// A ByteArrayContent in name only: of those HttpClient knows that they are not duplex, and does not race their
/// sending against the response at every call.
/// </remarks>
internal sealed class UnaryContent(UnaryBody body) : ByteArrayContent([])
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (!body.TryUse())
            throw new ObjectDisposedException(nameof(UnaryContent));
        try
        {
            await stream.WriteAsync(body.Frame, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            body.Release();
        }
    }

    /// <summary>For handlers that look at what they pass on.</summary>
    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) =>
        new MemoryStream(body.Frame.ToArray(), writable: false);

    protected override Task<Stream> CreateContentReadStreamAsync() =>
        Task.FromResult(CreateContentReadStream(CancellationToken.None));

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }
}
