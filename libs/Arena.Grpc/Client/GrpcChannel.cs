using Grpc.Core;
using Grpc.Net.Client.Internal;
using Grpc.Net.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Grpc.Net.Client;

/// <summary>
/// A way to one server, over HTTP/2. Costly to make and cheap to use: share one between all clients of a server; it
/// is thread-safe.
/// </summary>
public sealed partial class GrpcChannel : ChannelBase, IDisposable
{
    private readonly CancellationTokenSource _shutdown = new();
    private int _disposed;

    internal GrpcChannel(Uri address, GrpcChannelOptions options)
        : base(address.Authority)
    {
        Address = address;
        Options = options;
        Credentials = ChannelSecurity.Read(options.Credentials, address);
        Compression = options.CompressionProviders is { } providers
            ? new CompressionProviders(providers)
            : CompressionProviders.Default;
        Transport = TransportFactory.Create(address, options, Credentials, ChannelHeaders.Create(Compression));
        Logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("Grpc.Net.Client.GrpcChannel");
        Retries = options.ServiceConfig is { } config ? new RetryConfig(config, options.MaxRetryAttempts) : null;
        CallInvoker = new HttpCallInvoker(this);
    }

    internal Uri Address { get; }

    internal GrpcChannelOptions Options { get; }

    internal ChannelSecurity Credentials { get; }

    internal CallTransport Transport { get; }

    internal CompressionProviders Compression { get; }

    internal ILogger Logger { get; }

    internal RetryConfig? Retries { get; }

    /// <summary>Cancelled when the channel is disposed of.</summary>
    internal CancellationToken Shutdown => _shutdown.Token;

    internal bool IsDisposed => Volatile.Read(ref _disposed) != 0;

    private CallInvoker CallInvoker { get; }

    /// <summary>A channel to an address such as <c>http://localhost:5000</c>.</summary>
    public static GrpcChannel ForAddress(string address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>A channel to an address, with options.</summary>
    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        return ForAddress(new Uri(address), channelOptions);
    }

    /// <summary>A channel to an address such as <c>http://localhost:5000</c>.</summary>
    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>A channel to an address, with options.</summary>
    /// <exception cref="ArgumentException">The address is neither http nor https, or the options contradict each other.</exception>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            throw new ArgumentException($"A channel's address starts with http:// or https://; found \"{address}\".", nameof(address));
        if (channelOptions.HttpClient is not null && channelOptions.HttpHandler is not null)
            throw new ArgumentException(
                "HttpClient and HttpHandler have been configured. Only one HTTP caller can be specified.", nameof(channelOptions));
        return new GrpcChannel(address, channelOptions);
    }

    /// <inheritdoc/>
    public override CallInvoker CreateCallInvoker()
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return CallInvoker;
    }

    /// <summary>Cancels the calls that still run, and closes the connections the channel made.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        _shutdown.Cancel();
        Transport.Dispose();
    }

    /// <inheritdoc/>
    protected override Task ShutdownAsyncCore()
    {
        Dispose();
        return Task.CompletedTask;
    }
}
