using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Internal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Names and tags the span that ASP.NET Core has opened for the request.</summary>
internal static class ServerActivity
{
    internal static Activity? Find(HttpContext httpContext, IMethod method)
    {
        if (Activity.Current is null
            || httpContext.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } activity)
            return null;
        RpcTags.Describe(activity, method);
        return activity;
    }

    /// <summary>Errors are the statuses that are the server's own fault, as OpenTelemetry has it.</summary>
    internal static void End(Activity activity, Status status) =>
        RpcTags.End(activity, status, status.StatusCode is StatusCode.Unknown or StatusCode.DeadlineExceeded
            or StatusCode.Unimplemented or StatusCode.Internal or StatusCode.Unavailable or StatusCode.DataLoss);
}
