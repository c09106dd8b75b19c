using Grpc.Core;
using Grpc.Net.Internal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Puts a status on the wire: into the headers when nothing has been sent, else into the trailers.</summary>
internal static class ServerResponse
{
    internal static void WriteTrailersOnly(HttpResponse response, Status status, Metadata trailers)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = GrpcProtocol.ContentType;
        WriteStatus(response.Headers, status, trailers);
    }

    internal static void WriteEnd(HttpResponse response, Status status, Metadata trailers)
    {
        if (!response.HasStarted)
        {
            WriteTrailersOnly(response, status, trailers);
            return;
        }

        if (response.HttpContext.Features[typeof(IHttpResponseTrailersFeature)] is not IHttpResponseTrailersFeature feature
            || feature.Trailers.IsReadOnly)
            throw new InvalidOperationException("Trailers are not supported for this response.");
        WriteStatus(feature.Trailers, status, trailers);
    }

    internal static void WriteMetadata(IHeaderDictionary headers, Metadata metadata)
    {
        if (metadata.Count == 0)
            return;
        foreach (var entry in metadata)
            if (!MetadataCodec.IsProtocolHeader(entry.Key))
                headers.Append(entry.Key, MetadataCodec.ToHeaderValue(entry));
    }

    private static void WriteStatus(IHeaderDictionary headers, Status status, Metadata trailers)
    {
        WriteMetadata(headers, trailers);
        headers.GrpcStatus = WireStatus.Encode(status.StatusCode);
        if (status.Detail.Length > 0)
            headers.GrpcMessage = PercentEncoding.Encode(status.Detail);
    }
}
