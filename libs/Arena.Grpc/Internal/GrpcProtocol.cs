namespace Grpc.Net.Internal;

/// <summary>Names and numbers of PROTOCOL-HTTP2.</summary>
internal static class GrpcProtocol
{
    internal const string ContentType = "application/grpc";
    internal const string StatusHeader = "grpc-status";
    internal const string MessageHeader = "grpc-message";
    internal const string TimeoutHeader = "grpc-timeout";
    internal const string EncodingHeader = "grpc-encoding";
    internal const string AcceptEncodingHeader = "grpc-accept-encoding";

    /// <summary>
    /// Asks for one call's own compression; taken out of the metadata before it leaves. Both sides read it.
    /// </summary>
    internal const string InternalEncodingRequestHeader = "grpc-internal-encoding-request";

    internal const string Identity = "identity";

    /// <summary>Bytes of the flag and the length in front of every message.</summary>
    internal const int PrefixSize = 5;

    /// <summary>What a message may measure on arrival, in bytes, unless told otherwise.</summary>
    internal const int DefaultMaxReceiveMessageSize = 4 * 1024 * 1024;

    /// <summary>HTTP/2 error codes (RFC 9113 §7).</summary>
    internal const int ResetNoError = 0x0;
    internal const int ResetInternalError = 0x2;
    internal const int ResetCancel = 0x8;

    /// <summary>Whether a content type is <c>application/grpc</c>, alone or with a suffix (<c>+proto</c>, <c>;…</c>).</summary>
    internal static bool IsGrpcContentType(string? contentType) =>
        contentType is not null
        && contentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == ContentType.Length || contentType[ContentType.Length] is '+' or ';');
}
