using Grpc.Net.Internal;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Sends the messages of a response stream to Kestrel.</summary>
internal sealed class ResponsePump(MessageFramer framer, ServerCall call) : MessagePump(framer, call)
{
    protected override async ValueTask SendAsync(ReadOnlyMemory<byte> batch)
    {
        if (!call.TryBeginWrite())
            throw call.EndedError();
        try
        {
            if (!call.HttpContext.Response.HasStarted)
                await call.StartResponseAsync().ConfigureAwait(false);
            await call.WriteBodyAsync(batch).ConfigureAwait(false);
        }
        finally
        {
            call.EndWrite();
        }
    }

    protected override Exception CompletedError() => call.EndedError();
}
