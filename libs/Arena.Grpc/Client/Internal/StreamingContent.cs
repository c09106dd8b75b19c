using System.Net;
using Grpc.Core;
using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal;

/// <summary>A request stream: lends HttpClient's stream to the pump until the caller completes it.</summary>
internal sealed class StreamingContent : HttpContent
{
    // Continuations run inline: when CompleteAsync returns, HttpClient has END_STREAM in its queue, and a Dispose that
    // follows cannot overtake it with RST_STREAM.
    private readonly TaskCompletionSource _completed = new();
    private Stream? _stream;

    internal StreamingContent() => Headers.TryAddWithoutValidation("Content-Type", GrpcProtocol.ContentType);

    internal RequestPump? Pump { get; set; }

    internal Stream Stream => _stream ?? throw new InvalidOperationException("The request stream is not open.");

    /// <summary>Ends the request stream.</summary>
    internal void Complete() => _completed.TrySetResult();

    /// <summary>Breaks the request stream off.</summary>
    internal void Abort() => _completed.TrySetCanceled(CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _stream, stream, null) is not null)
            throw new RpcException(new Status(
                StatusCode.Unavailable, "The server did not take the stream, and a request stream can be sent only once."));
        // Without this the headers wait for the first message.
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        using (cancellationToken.UnsafeRegister(static content => ((StreamingContent)content!).Abort(), this))
        {
            Pump!.Attach();
            await _completed.Task.ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }
}
