using System.IO.Pipelines;
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
    private const int LargestPiece = 128 * 1024;

    private Metadata? _requestHeaders;
    private Metadata? _responseTrailers;
    private AuthContext? _authContext;
    private string? _peer;
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

    protected override IDictionary<object, object> UserStateCore
    {
        get
        {
            var state = base.UserStateCore;
            state.TryAdd(ServerCallContextExtensions.HttpContextKey, HttpContext);
            return state;
        }
    }

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

    /// <summary>
    /// Sends bytes of the body, whose writing the caller has claimed: in pieces, so that what Kestrel copies on their way
    /// is still in the processor's caches, and the client has the first while the next is written.
    /// </summary>
    internal async ValueTask WriteBodyAsync(ReadOnlyMemory<byte> bytes)
    {
        var output = HttpContext.Response.BodyWriter;
        FlushResult result = default;
        try
        {
            while (!bytes.IsEmpty && !result.IsCompleted && !result.IsCanceled)
            {
                var piece = bytes[..Math.Min(bytes.Length, LargestPiece)];
                result = await output.WriteAsync(piece).ConfigureAwait(false);
                bytes = bytes[piece.Length..];
            }
        }
        catch (Exception ex)
        {
            throw ClientLeft(ex);
        }

        // The response is ours and has not ended: it takes no more because the client has gone, or the deadline reset it.
        if (result.IsCompleted || result.IsCanceled)
            throw ClientLeft();
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
