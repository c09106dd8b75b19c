namespace Grpc.Core;

/// <summary>A stream of messages to be written, by one writer at a time.</summary>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>How following messages are written; null is <see cref="Core.WriteOptions.Default"/>.</summary>
    WriteOptions? WriteOptions { get; set; }

    /// <summary>
    /// Writes a message. The task completes when the stream has room for more; await it before the next write.
    /// </summary>
    Task WriteAsync(T message);

    /// <summary>Writes a message; cancelling the token cancels the write and with it the call.</summary>
    Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
            throw new NotSupportedException("Cancellation of stream writes is not supported by this implementation.");
        return WriteAsync(message);
    }
}
