using System.Diagnostics;
using Grpc.Core;

namespace Grpc.Net.Internal;

/// <summary>The tags OpenTelemetry's conventions give to RPC spans, on both sides.</summary>
internal static class RpcTags
{
    internal static void Describe(Activity activity, IMethod method)
    {
        activity.DisplayName = method.FullName[1..];
        activity.SetTag("rpc.system", "grpc");
        activity.SetTag("rpc.service", method.ServiceName);
        activity.SetTag("rpc.method", method.Name);
    }

    internal static void End(Activity activity, Status status, bool isError)
    {
        activity.SetTag("rpc.grpc.status_code", (int)status.StatusCode);
        if (isError)
            activity.SetStatus(ActivityStatusCode.Error, status.Detail);
    }
}
