namespace Grpc.Net.Client.Internal.Http2;

/// <summary>The peer broke the protocol: the connection is given up.</summary>
internal sealed class Http2ConnectionException(Http2Error error, string message) : IOException(message)
{
    internal Http2Error Error => error;
}

/// <summary>The server reset a stream.</summary>
internal sealed class StreamResetException(int errorCode)
    : IOException($"The server reset the stream with HTTP/2 error code 0x{errorCode:x}.")
{
    internal int ErrorCode => errorCode;
}

/// <summary>The server has not begun with a request, and says so: it may be sent again, elsewhere.</summary>
internal sealed class StreamRefusedException(string message) : IOException(message);
