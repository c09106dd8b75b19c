using Grpc.Net.Internal;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Sends the messages of a response stream to Kestrel.</summary>
internal sealed class ResponsePump(MessageFramer framer, ServerCall call) : MessagePump(framer)
{
    protected override async ValueTask SendAsync(ReadOnlyMemory<byte> batch)
    {
        if (!call.TryBeginWrite())
            throw call.EndedError();
        try
        {
            if (!call.HttpContext.Response.HasStarted)
                await call.StartResponseAsync().ConfigureAwait(false);
            var result = await call.HttpContext.Response.BodyWriter.WriteAsync(batch).ConfigureAwait(false);
            if (result.IsCompleted || result.IsCanceled)
                throw call.EndedError();
        }
        finally
        {
            call.EndWrite();
        }
    }

    protected override Exception CompletedError() => call.EndedError();
}
