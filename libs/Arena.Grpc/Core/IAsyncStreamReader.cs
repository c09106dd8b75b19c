namespace Grpc.Core;

/// <summary>A stream of messages to be read, by one reader at a time.</summary>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message that the last successful <see cref="MoveNext"/> brought.</summary>
    T Current { get; }

    /// <summary>
    /// Waits for the next message: true when there is one, false at the end of the stream. On a client a call that
    /// ended with another status than OK throws <see cref="RpcException"/> here, and cancelling the token cancels
    /// the whole call.
    /// </summary>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}
