using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal;

/// <summary>
/// The span of a call, current while its request is sent. The channel's own handler leaves <c>traceparent</c> to
/// <see cref="Inject"/>; a SocketsHttpHandler that was handed in writes it by itself, beneath a span of HTTP's own.
/// </summary>
internal static class ClientActivity
{
    internal static readonly ActivitySource Source = new("Grpc.Net.Client");

    internal static Activity? Start(IMethod method, Uri address)
    {
        var activity = Source.StartActivity("Grpc.Net.Client.GrpcOut", ActivityKind.Client);
        if (activity is not { IsAllDataRequested: true })
            return activity;
        RpcTags.Describe(activity, method);
        activity.SetTag("server.address", address.Host);
        activity.SetTag("server.port", address.Port);
        return activity;
    }

    internal static void End(Activity activity, Status status)
    {
        if (activity.IsAllDataRequested)
            RpcTags.End(activity, status, status.StatusCode != StatusCode.OK);
        activity.Dispose();
    }

    /// <summary>Whether the handler, or the innermost it wraps, propagates the current activity.</summary>
    internal static bool Propagates(HttpMessageHandler? handler)
    {
        while (handler is DelegatingHandler { InnerHandler: { } inner })
            handler = inner;
        return handler is null or HttpClientHandler or SocketsHttpHandler { ActivityHeadersPropagator: not null };
    }

    internal static void Inject(CallRequest request)
    {
        if (Activity.Current is not { } activity)
            return;
        DistributedContextPropagator.Current.Inject(activity, request, static (carrier, name, value) =>
        {
            // The caller's own comes first.
            var request = (CallRequest)carrier!;
            if (request.Headers?.Get(name) is null)
                request.AddHeader(name.ToLowerInvariant(), value);
        });
    }
}
