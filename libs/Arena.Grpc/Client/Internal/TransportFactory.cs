using System.Net;
using Grpc.Core;
using Grpc.Net.Client.Internal.Http2;

namespace Grpc.Net.Client.Internal;

/// <summary>
/// Makes what sends a channel's requests: HttpClient's stack where a client or a handler was handed in, where another
/// version than HTTP/2 is asked for, or where a proxy is on the way; else the library's own.
/// </summary>
internal static class TransportFactory
{
    internal static CallTransport Create(Uri address, GrpcChannelOptions options, ChannelSecurity security, HeaderList fixedHeaders)
    {
        if (options.HttpClient is { } client)
            return Wrap(client, propagates: true, tracker: null, options.DisposeHttpClient);
        var tracker = new ConnectionTracker(new DnsEndPoint(address.IdnHost, address.Port), options);
        if (options.HttpHandler is { } handler)
            return Wrap(
                new HttpMessageInvoker(handler, disposeHandler: true),
                ClientActivity.Propagates(handler),
                TryAttach(tracker, handler) ? tracker : null,
                options.DisposeHttpClient);
        if (SpeaksOnlyHttp2(options) && !HasProxy(address, security))
            return new Http2Transport(new Http2Connector(address, security, tracker, fixedHeaders), tracker);
        var own = CreateHandler(security.IsSecure);
        if (security.IsSecure)
            ChannelTls.Apply(own.SslOptions, security, address.IdnHost);
        tracker.Attach(own);
        return Wrap(new HttpMessageInvoker(own, disposeHandler: true), propagates: false, tracker, owned: true);

        HttpClientTransport Wrap(HttpMessageInvoker invoker, bool propagates, ConnectionTracker? tracker, bool owned) =>
            new(invoker, address, options, fixedHeaders, propagates, tracker, owned);
    }

    /// <summary>The handler of a client that was given none.</summary>
    internal static SocketsHttpHandler CreateHandler(bool secure) => new()
    {
        EnableMultipleHttp2Connections = true,
        AllowAutoRedirect = false,
        UseCookies = false,
        // A forward proxy speaks HTTP/1.1 for plain http, and gRPC does not.
        UseProxy = secure,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        // Would put a span of its own, which few listen to, between the call's and the server's.
        ActivityHeadersPropagator = null,
    };

    private static bool SpeaksOnlyHttp2(GrpcChannelOptions options) =>
        (options.HttpVersion ?? HttpVersion.Version20) == HttpVersion.Version20
        && options.HttpVersionPolicy is null or HttpVersionPolicy.RequestVersionExact;

    private static bool HasProxy(Uri address, ChannelSecurity security) =>
        security.IsSecure && !System.Net.Http.HttpClient.DefaultProxy.IsBypassed(address)
        && System.Net.Http.HttpClient.DefaultProxy.GetProxy(address) is not null;

    /// <summary>Handlers that others connect, that wrap others, or that are in use already, are left as they are.</summary>
    private static bool TryAttach(ConnectionTracker tracker, HttpMessageHandler handler)
    {
        if (handler is not SocketsHttpHandler { ConnectCallback: null } sockets)
            return false;
        try
        {
            tracker.Attach(sockets);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
