using Grpc.Core;
using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal;

/// <summary>Sends the messages of a request stream to the transport, from the moment it has opened the call.</summary>
internal sealed class RequestPump(MessageFramer framer, Func<Task> endOfBrokenCall, ICallTraffic traffic)
    : MessagePump(framer, traffic)
{
    private const int Running = 0;
    private const int Completed = 1;
    private const int Aborted = 2;

    private IRequestStream? _stream;
    private int _end;

    /// <summary>The call is open: what is written leaves from now on.</summary>
    /// <exception cref="RpcException">It was open before.</exception>
    internal void Open(IRequestStream stream)
    {
        if (Interlocked.CompareExchange(ref _stream, stream, null) is not null)
            throw new RpcException(new Status(
                StatusCode.Unavailable, "The server did not take the stream, and a request stream can be sent only once."));
        Attach();
        // Either this sees the end, or whoever ends sees the stream.
        TellEnd(stream, Volatile.Read(ref _end));
    }

    /// <summary>
    /// Ends the request stream once everything written has been sent. By the time it is done the transport knows, so
    /// that a Dispose that follows cannot overtake the end with a reset.
    /// </summary>
    internal async Task CompleteStreamAsync()
    {
        await CompleteAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        End(Completed);
    }

    protected override async ValueTask SendAsync(ReadOnlyMemory<byte> batch)
    {
        try
        {
            await _stream!.WriteAsync(batch).ConfigureAwait(false);
        }
        catch (Exception ex)
        {
            // A server may answer before it has read everything: the status is what matters then, and it is a read
            // away: by then this pump has failed with it.
            await endOfBrokenCall().ConfigureAwait(false);
            throw new RpcException(new Status(
                StatusCode.Cancelled, "The request stream was closed; the response stream has the status of the call.", ex));
        }
    }

    protected override Exception CompletedError() =>
        new InvalidOperationException("Can't write the message because the client stream writer is complete.");

    protected override void OnFailed() => End(Aborted);

    private void End(int end)
    {
        if (Interlocked.CompareExchange(ref _end, end, Running) == Running && Volatile.Read(ref _stream) is { } stream)
            TellEnd(stream, end);
    }

    private static void TellEnd(IRequestStream stream, int end)
    {
        if (end == Completed)
            stream.Complete();
        else if (end == Aborted)
            stream.Abort();
    }
}
