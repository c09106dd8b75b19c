using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;

namespace Arena.Contracts.Channels;

/// <summary>How every channel between parts of Arena is made, whoever opens it.</summary>
public static class ArenaChannel
{
    /// <summary>The largest message that is taken from a service: 64 MiB. Services take less from their callers.</summary>
    public const int MaxReceiveMessageSize = 64 * 1024 * 1024;

    // gRPC's own backoff grows to 2 min, and until it is over every call fails at once: after an outage of a minute a
    // client would stay away for another half.
    private static readonly TimeSpan _firstReconnect = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _lastReconnect = TimeSpan.FromSeconds(2);

    // One that vanished does not even refuse; there may be another.
    private static readonly TimeSpan _longestConnect = TimeSpan.FromSeconds(5);

    // A machine that vanished says nothing more; without pings a stream to it would stay open for ever.
    private static readonly TimeSpan _pingDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _pingTimeout = TimeSpan.FromSeconds(10);

    /// <summary>A channel of its own connection, which is opened by the first call and again whenever it is lost.</summary>
    /// <param name="address">A service's gRPC endpoint, http (HTTP/2 without TLS) or https.</param>
    /// <param name="trustedRoots">What https certificates must lead to. Default: the machine's roots, or those of SSL_CERT_FILE.</param>
    /// <param name="configure">What this channel has beyond others.</param>
    /// <param name="certificate">What the caller shows by https to say who it is. Default: nothing.</param>
    public static GrpcChannel Open(
        Uri address, X509Certificate2Collection? trustedRoots = null, Action<GrpcChannelOptions>? configure = null,
        X509Certificate2? certificate = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Open(address, CreateHandler(trustedRoots, certificate), configure);
    }

    /// <summary>
    /// A channel to a service with replicas: to one of them as long as it answers, then to another. A call that failed unheard is not seen
    /// to fail while one of them answers.
    /// </summary>
    /// <param name="addresses">Where they are; what is learned while the channel is open counts from the next call on.</param>
    /// <param name="trustedRoots">What https certificates must lead to. Default: the machine's roots, or those of SSL_CERT_FILE.</param>
    /// <param name="configure">What this channel has beyond others.</param>
    /// <param name="certificate">What the caller shows by https to say who it is. Default: nothing.</param>
    public static GrpcChannel Open(
        ReplicaAddresses addresses, X509Certificate2Collection? trustedRoots = null, Action<GrpcChannelOptions>? configure = null,
        X509Certificate2? certificate = null)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        var transport = CreateHandler(trustedRoots, certificate);
        return Open(addresses.Current, new FailoverHandler(addresses, transport), configure);
    }

    /// <summary>The settings of a channel that somebody else makes, such as the client factory.</summary>
    public static void Configure(GrpcChannelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.InitialReconnectBackoff = _firstReconnect;
        options.MaxReconnectBackoff = _lastReconnect;
        options.MaxReceiveMessageSize = MaxReceiveMessageSize;
    }

    /// <summary>The transport below such a channel.</summary>
    /// <param name="trustedRoots">What https certificates must lead to. Default: the machine's roots, or those of SSL_CERT_FILE.</param>
    /// <param name="certificate">What the caller shows by https to say who it is. Default: nothing.</param>
    public static SocketsHttpHandler CreateHandler(X509Certificate2Collection? trustedRoots, X509Certificate2? certificate = null)
    {
        var handler = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = _longestConnect,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            KeepAlivePingDelay = _pingDelay,
            KeepAlivePingTimeout = _pingTimeout,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        };
        if (trustedRoots is not null)
            handler.SslOptions.CertificateChainPolicy = Trusting(trustedRoots);
        if (certificate is not null)
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, additionalCertificates: null);
        return handler;
    }

    private static GrpcChannel Open(Uri address, HttpMessageHandler handler, Action<GrpcChannelOptions>? configure)
    {
        var options = new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true };
        Configure(options);
        configure?.Invoke(options);
        return GrpcChannel.ForAddress(address, options);
    }

    private static X509ChainPolicy Trusting(X509Certificate2Collection roots)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }
}
