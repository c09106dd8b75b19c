using Grpc.AspNetCore.Server.Features;
using Grpc.Core;
using Grpc.Core.Internal;
using Grpc.Net.Compression;
using Grpc.Net.Internal;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>A call on Kestrel, as its handler sees it.</summary>
internal sealed partial class ServerCall(HttpContext httpContext, IMethod method, ServerSettings settings)
    : ServerCallContext, IServerCallContextFeature
{
    private Metadata? _requestHeaders;
    private Metadata? _responseTrailers;
    private AuthContext? _authContext;
    private string? _peer;
    private Dictionary<object, object>? _userState;
    private bool _headersWritten;

    internal HttpContext HttpContext { get; } = httpContext;

    internal ServerSettings Settings { get; } = settings;

    ServerCallContext IServerCallContextFeature.ServerCallContext => this;

    internal bool HasTrailers => _responseTrailers is { Count: > 0 };

    protected override string MethodCore => method.FullName;

    protected override string HostCore => HttpContext.Request.Host.Value ?? string.Empty;

    protected override string PeerCore => _peer ??= ServerPeer.Describe(HttpContext);

    protected override Metadata RequestHeadersCore => _requestHeaders ??= ReadRequestHeaders();

    protected override Metadata ResponseTrailersCore => _responseTrailers ??= [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => _authContext ??= ServerPeer.Authenticate(HttpContext);

    protected override IDictionary<object, object> UserStateCore =>
        _userState ??= new Dictionary<object, object> { [ServerCallContextExtensions.HttpContextKey] = HttpContext };

    protected override async Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        if (_headersWritten || HttpContext.Response.HasStarted)
            throw new InvalidOperationException("Response headers can only be sent once per call.");
        _headersWritten = true;
        foreach (var entry in responseHeaders)
        {
            if (entry.Key == GrpcProtocol.InternalEncodingRequestHeader)
                ChooseResponseEncoding(entry.Value);
            else if (!MetadataCodec.IsProtocolHeader(entry.Key))
                HttpContext.Response.Headers.Append(entry.Key, MetadataCodec.ToHeaderValue(entry));
        }

        if (!TryBeginWrite())
            throw EndedError();
        try
        {
            await StartResponseAsync().ConfigureAwait(false);
            await HttpContext.Response.BodyWriter.FlushAsync().ConfigureAwait(false);
        }
        finally
        {
            EndWrite();
        }
    }

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        new ServerContextPropagationToken(Deadline, options ?? ContextPropagationOptions.Default, CancellationToken);

    /// <summary>Sends the response headers unless they are on their way. Must precede the first bytes of the body.</summary>
    internal Task StartResponseAsync()
    {
        var response = HttpContext.Response;
        if (response.HasStarted)
            return Task.CompletedTask;
        response.ContentType = GrpcProtocol.ContentType;
        if (ResponseCompression is not null)
            response.Headers[GrpcProtocol.EncodingHeader] = ResponseCompression.EncodingName;
        return response.StartAsync();
    }

    private Metadata ReadRequestHeaders()
    {
        var metadata = new Metadata();
        foreach (var (name, values) in HttpContext.Request.Headers)
        {
            if (MetadataCodec.IsProtocolHeader(name))
                continue;
            foreach (var value in values)
                MetadataCodec.AddReceived(metadata, name, value ?? string.Empty);
        }

        return metadata;
    }
}
