using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>Makes what sends a channel's requests.</summary>
internal static class TransportFactory
{
    internal static Transport Create(Uri address, GrpcChannelOptions options, ChannelSecurity security)
    {
        if (options.HttpClient is { } client)
            return new Transport(client, propagatesActivity: true, tracker: null, options.DisposeHttpClient);
        var tracker = new ConnectionTracker(new DnsEndPoint(address.IdnHost, address.Port), options);
        if (options.HttpHandler is { } handler)
            return new Transport(
                new HttpMessageInvoker(handler, disposeHandler: true),
                ClientActivity.Propagates(handler),
                TryAttach(tracker, handler) ? tracker : null,
                options.DisposeHttpClient);
        var own = CreateSecured(security, address);
        tracker.Attach(own);
        return new Transport(new HttpMessageInvoker(own, disposeHandler: true), propagatesActivity: false, tracker, owned: true);
    }

    /// <summary>The handler of a channel that was given none.</summary>
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

    private static SocketsHttpHandler CreateSecured(ChannelSecurity security, Uri address)
    {
        var handler = CreateHandler(security.IsSecure);
        if (security.IsSecure)
            Secure(handler.SslOptions, security, address.IdnHost);
        return handler;
    }

    private static void Secure(SslClientAuthenticationOptions tls, ChannelSecurity security, string host)
    {
        if (security.VerifyPeer is { } verify)
            tls.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
                errors == SslPolicyErrors.None
                && certificate is X509Certificate2 peer
                && verify(new VerifyPeerContext(host, peer.ExportCertificatePem()));
        if (security.ClientCertificate is { } pair)
            tls.ClientCertificateContext = SslStreamCertificateContext.Create(
                X509Certificate2.CreateFromPem(pair.CertificateChain, pair.PrivateKey), additionalCertificates: null);
        if (security.RootCertificates is not { } roots)
            return;
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPem(roots);
        tls.CertificateChainPolicy = policy;
    }
}
