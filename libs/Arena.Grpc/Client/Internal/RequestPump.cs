using Grpc.Core;
using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal;

/// <summary>Sends the messages of a request stream to HttpClient.</summary>
internal sealed class RequestPump(MessageFramer framer, StreamingContent content, Func<Task> endOfBrokenCall, ICallTraffic traffic)
    : MessagePump(framer, traffic)
{
    /// <summary>Ends the request stream once everything written has been sent.</summary>
    internal async Task CompleteStreamAsync()
    {
        await CompleteAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        content.Complete();
    }

    protected override async ValueTask SendAsync(ReadOnlyMemory<byte> batch)
    {
        try
        {
            var stream = content.Stream;
            await stream.WriteAsync(batch).ConfigureAwait(false);
            await stream.FlushAsync().ConfigureAwait(false);
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

    protected override void OnFailed() => content.Abort();
}
