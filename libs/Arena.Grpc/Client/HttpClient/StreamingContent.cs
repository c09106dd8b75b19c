using System.Net;

namespace Grpc.Net.Client.Internal;

/// <summary>A request stream: lends HttpClient's stream to the pump until the caller completes it.</summary>
internal sealed class StreamingContent(RequestPump pump) : HttpContent, IRequestStream
{
    // Continuations run inline: when the pump has completed this, HttpClient has END_STREAM in its queue.
    private readonly TaskCompletionSource _completed = new();
    private Stream _stream = null!;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> batch)
    {
        await _stream.WriteAsync(batch).ConfigureAwait(false);
        await _stream.FlushAsync().ConfigureAwait(false);
    }

    public void Complete() => _completed.TrySetResult();

    public void Abort() => _completed.TrySetCanceled(CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _stream = stream;
        // Without this the headers wait for the first message.
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        using (cancellationToken.UnsafeRegister(static content => ((StreamingContent)content!).Abort(), this))
        {
            pump.Open(this);
            await _completed.Task.ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }
}
