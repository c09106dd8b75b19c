using Grpc.Core;
using Grpc.Net.Client.Configuration;
using Grpc.Net.Compression;
using Grpc.Net.Internal;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client;

/// <summary>How a <see cref="GrpcChannel"/> connects and what its calls may do.</summary>
public sealed class GrpcChannelOptions
{
    /// <summary>The channel's security and call credentials; null to go by the address (http or https).</summary>
    public ChannelCredentials? Credentials { get; set; }

    /// <summary>The largest request message in bytes, before compression; null, the default, for no limit.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>
    /// The largest response message in bytes, after decompression; null for no limit. Default 4 MiB. A larger one
    /// ends the call with RESOURCE_EXHAUSTED.
    /// </summary>
    public int? MaxReceiveMessageSize { get; set; } = GrpcProtocol.DefaultMaxReceiveMessageSize;

    /// <summary>The encodings spoken; null for gzip and deflate.</summary>
    public IList<ICompressionProvider>? CompressionProviders { get; set; }

    /// <summary>Takes the channel's logs; null for none.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Sends the calls; null for a handler of the channel's own. Not together with <see cref="HttpHandler"/>.</summary>
    public HttpClient? HttpClient { get; set; }

    /// <summary>Sends the calls; null for a handler of the channel's own. Not together with <see cref="HttpClient"/>.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Whether disposing the channel disposes of the client or handler given here. Default false.</summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>
    /// Whether a call that its caller cancelled throws <see cref="OperationCanceledException"/> instead of
    /// <see cref="RpcException"/>. Default false.
    /// </summary>
    public bool ThrowOperationCanceledOnCancellation { get; set; }

    /// <summary>Whether call credentials are sent over plain HTTP/2 too. Default false: they are left out there.</summary>
    public bool UnsafeUseInsecureChannelCallCredentials { get; set; }

    /// <summary>Defaults per method; null for none.</summary>
    public ServiceConfig? ServiceConfig { get; set; }

    /// <summary>The HTTP version to ask for; null for 2.0.</summary>
    public Version? HttpVersion { get; set; }

    /// <summary>How strictly to ask for it; null for exactly.</summary>
    public HttpVersionPolicy? HttpVersionPolicy { get; set; }

    /// <summary>The longest a server's retry pushback or our own backoff grows. Default 120 s.</summary>
    public TimeSpan? MaxReconnectBackoff { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>The wait after a first failed attempt to connect. Default 1 s.</summary>
    public TimeSpan InitialReconnectBackoff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Attempts of one call, first included, that a retry policy may ask for at most. Default 5.</summary>
    public int? MaxRetryAttempts { get; set; } = 5;

    /// <summary>Bytes all calls of the channel may keep for retries. Default 16 MiB.</summary>
    public long? MaxRetryBufferSize { get; set; } = 16 * 1024 * 1024;

    /// <summary>Bytes one call may keep for retries. Default 1 MiB.</summary>
    public long? MaxRetryBufferPerCallSize { get; set; } = 1024 * 1024;

    /// <summary>Services that interceptors and credentials may want.</summary>
    public IServiceProvider? ServiceProvider { get; set; }
}
