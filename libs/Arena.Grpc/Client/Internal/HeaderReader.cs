using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal;

/// <summary>Reads response headers and trailers, unparsed.</summary>
internal static class HeaderReader
{
    internal static Metadata Read(HttpHeaders headers)
    {
        Metadata? metadata = null;
        foreach (var (name, values) in headers.NonValidated)
        {
            if (MetadataCodec.IsProtocolHeader(name))
                continue;
            foreach (var value in values)
                MetadataCodec.AddReceived(metadata ??= [], name, value);
        }

        return metadata ?? [];
    }

    internal static string? Get(HttpHeaders headers, string name)
    {
        if (!headers.NonValidated.TryGetValues(name, out var values))
            return null;
        foreach (var value in values)
            return value;
        return null;
    }

    /// <summary>The status in these headers or trailers; null when there is none.</summary>
    internal static Status? TryReadStatus(HttpHeaders headers) =>
        Get(headers, GrpcProtocol.StatusHeader) is { } code
            ? WireStatus.Decode(code, Get(headers, GrpcProtocol.MessageHeader))
            : null;

    /// <summary>What an answer means that is no gRPC; null when it is gRPC.</summary>
    internal static Status? Refuses(HttpResponseMessage response)
    {
        var httpStatus = (int)response.StatusCode;
        if (httpStatus != 200)
            return new Status(WireStatus.FromHttp(httpStatus), $"Bad gRPC response. HTTP status code: {httpStatus}");
        var contentType = Get(response.Content.Headers, "Content-Type");
        if (contentType is null)
            return new Status(StatusCode.Unknown, "Bad gRPC response. Response did not have a content-type header.");
        return GrpcProtocol.IsGrpcContentType(contentType)
            ? null
            : new Status(StatusCode.Unknown, $"Bad gRPC response. Invalid content-type value: {contentType}");
    }
}
