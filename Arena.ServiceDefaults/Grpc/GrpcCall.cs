using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Http;

namespace Arena.ServiceDefaults.Grpc;

/// <summary>Tells calls of rpcs from other requests: those are answered in trailers.</summary>
public static class GrpcCall
{
    internal const string ContentType = "application/grpc";

    /// <summary>
    /// Whether a request is a call of an rpc, or of one that is not there. What it says of itself counts only where nothing else answers.
    /// </summary>
    public static bool Is(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ContentType?.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase) != true)
            return false;
        return request.HttpContext.GetEndpoint() is { } endpoint
            ? endpoint.Metadata.GetMetadata<GrpcMethodMetadata>() is not null
            : HttpMethods.IsPost(request.Method);
    }
}
