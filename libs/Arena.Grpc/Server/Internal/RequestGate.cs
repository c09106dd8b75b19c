using Grpc.Core;
using Grpc.Net.Internal;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Refuses requests that are no gRPC calls, in a way both worlds understand.</summary>
internal static class RequestGate
{
    internal static bool Refuses(HttpContext httpContext, ILogger logger)
    {
        var request = httpContext.Request;
        if (!GrpcProtocol.IsGrpcContentType(request.ContentType))
            return Refuse(
                httpContext,
                logger,
                StatusCodes.Status415UnsupportedMediaType,
                request.ContentType is null
                    ? "Content-Type is missing from the request."
                    : $"Content-Type '{request.ContentType}' is not supported.");
        if (!HttpProtocol.IsHttp2(request.Protocol) && !HttpProtocol.IsHttp3(request.Protocol))
            return Refuse(
                httpContext,
                logger,
                StatusCodes.Status426UpgradeRequired,
                $"Request protocol '{request.Protocol}' is not supported.");
        return false;
    }

    private static bool Refuse(HttpContext httpContext, ILogger logger, int httpStatus, string reason)
    {
        Log.RequestRefused(logger, reason);
        ServerResponse.WriteTrailersOnly(httpContext.Response, new Status(StatusCode.Internal, reason), Metadata.Empty);
        httpContext.Response.StatusCode = httpStatus;
        return true;
    }
}
