using Grpc.AspNetCore.Server.Internal;
using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

/// <summary>From gRPC's view of a call to ASP.NET Core's.</summary>
public static class ServerCallContextExtensions
{
    internal const string HttpContextKey = "__HttpContext";

    /// <summary>The HTTP context beneath a call.</summary>
    /// <exception cref="InvalidOperationException">The call is not served by ASP.NET Core.</exception>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext)
    {
        ArgumentNullException.ThrowIfNull(serverCallContext);
        if (serverCallContext is ServerCall call)
            return call.HttpContext;
        if (serverCallContext.UserState.TryGetValue(HttpContextKey, out var value) && value is HttpContext httpContext)
            return httpContext;
        throw new InvalidOperationException("Could not get HttpContext from ServerCallContext: the call is not served by ASP.NET Core.");
    }
}
