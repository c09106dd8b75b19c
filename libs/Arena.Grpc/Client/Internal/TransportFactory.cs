using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Grpc.Net.Client.Internal;

/// <summary>Makes what sends a channel's requests.</summary>
internal static class TransportFactory
{
    /// <summary>The transport, and whether the channel disposes of it.</summary>
    internal static (Transport Transport, bool Owned) Create(GrpcChannelOptions options, ChannelSecurity security)
    {
        if (options.HttpClient is { } client)
            return (new Transport(client), options.DisposeHttpClient);
        if (options.HttpHandler is { } handler)
            return (new Transport(new HttpMessageInvoker(handler, options.DisposeHttpClient)), options.DisposeHttpClient);
        return (new Transport(new HttpMessageInvoker(CreateHandler(security), disposeHandler: true)), true);
    }

    private static SocketsHttpHandler CreateHandler(ChannelSecurity security)
    {
        var handler = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            AllowAutoRedirect = false,
            UseCookies = false,
            // A forward proxy speaks HTTP/1.1 for plain http, and gRPC does not.
            UseProxy = security.IsSecure,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        };
        if (security.IsSecure)
            Secure(handler.SslOptions, security);
        return handler;
    }

    private static void Secure(SslClientAuthenticationOptions tls, ChannelSecurity security)
    {
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
