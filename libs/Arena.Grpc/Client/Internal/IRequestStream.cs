namespace Grpc.Net.Client.Internal;

/// <summary>Where the messages of a request stream go: the transport's side of an open call.</summary>
internal interface IRequestStream
{
    /// <summary>Sends a batch of framed messages. One at a time; the memory is the stream's until it is done.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> batch);

    /// <summary>Ends the request stream after what was written. The second time it does nothing.</summary>
    void Complete();

    /// <summary>Breaks the request stream off.</summary>
    void Abort();
}
