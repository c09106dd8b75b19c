using System.IO.Pipelines;
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
            await WriteAsync(batch).ConfigureAwait(false);
        }
        finally
        {
            call.EndWrite();
        }
    }

    /// <summary>The response is ours and has not ended: if it takes no more, the client has gone, or the deadline reset the stream.</summary>
    private async ValueTask WriteAsync(ReadOnlyMemory<byte> batch)
    {
        FlushResult result;
        try
        {
            result = await call.HttpContext.Response.BodyWriter.WriteAsync(batch).ConfigureAwait(false);
        }
        catch (Exception ex)
        {
            throw call.ClientLeft(ex);
        }

        if (result.IsCompleted || result.IsCanceled)
            throw call.ClientLeft();
    }

    protected override Exception CompletedError() => call.EndedError();
}
