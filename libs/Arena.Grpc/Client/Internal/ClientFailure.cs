using Grpc.Core;
using Grpc.Net.Client.Internal.Http2;

namespace Grpc.Net.Client.Internal;

/// <summary>The one place where an exception of the transport becomes a status.</summary>
internal static class ClientFailure
{
    internal static Status ToStatus(Exception exception)
    {
        for (var ex = exception; ex is not null; ex = ex.InnerException)
        {
            switch (ex)
            {
                case RpcException rpc:
                    return rpc.Status;
                case StreamResetException reset:
                    return new Status(FromReset(reset.ErrorCode), Describe(exception), exception);
                case HttpProtocolException protocol:
                    return new Status(FromProtocol(protocol), Describe(exception), exception);
            }
        }

        return new Status(Classify(exception), Describe(exception), exception);
    }

    /// <summary>Whether there was no connection to send anything over.</summary>
    internal static bool IsUnreachable(HttpRequestException exception) => exception.HttpRequestError is
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;

    internal static string Describe(Exception exception) =>
        exception.InnerException is { } inner
            ? $"{exception.GetType().Name}: {exception.Message} {Describe(inner)}"
            : $"{exception.GetType().Name}: {exception.Message}";

    private static StatusCode Classify(Exception exception) => exception switch
    {
        // A call that was cancelled has its status already: this is a timeout of the transport's own.
        OperationCanceledException => StatusCode.Unavailable,
        HttpRequestException { HttpRequestError: HttpRequestError.VersionNegotiationError or HttpRequestError.InvalidResponse
            or HttpRequestError.ConfigurationLimitExceeded } => StatusCode.Internal,
        HttpRequestException or IOException => StatusCode.Unavailable,
        _ => StatusCode.Internal,
    };

    /// <summary>RST_STREAM as PROTOCOL-HTTP2 maps it; a connection that goes away is UNAVAILABLE whatever its last word.</summary>
    private static StatusCode FromProtocol(HttpProtocolException exception) =>
        exception.Message.Contains("reset the stream", StringComparison.Ordinal)
            ? FromReset(exception.ErrorCode)
            : StatusCode.Unavailable;

    private static StatusCode FromReset(long errorCode) => errorCode switch
    {
        0x7 => StatusCode.Unavailable,
        0x8 => StatusCode.Cancelled,
        0xb => StatusCode.ResourceExhausted,
        0xc => StatusCode.PermissionDenied,
        _ => StatusCode.Internal,
    };
}
