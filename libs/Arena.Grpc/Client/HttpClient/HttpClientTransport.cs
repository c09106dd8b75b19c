using System.Collections.Concurrent;
using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal;

/// <summary>Sends calls with HttpClient's stack: for clients and handlers that were handed in, and where a proxy is on the way.</summary>
internal sealed class HttpClientTransport(
    HttpMessageInvoker invoker, Uri address, GrpcChannelOptions options, HeaderList fixedHeaders, bool propagatesActivity,
    ConnectionTracker? tracker, bool owned)
    : CallTransport
{
    private readonly ConcurrentDictionary<string, Uri> _uris = new(StringComparer.Ordinal);
    private readonly Version _version = options.HttpVersion ?? System.Net.HttpVersion.Version20;
    private readonly HttpVersionPolicy _policy = options.HttpVersionPolicy ?? HttpVersionPolicy.RequestVersionExact;

    internal override bool PropagatesActivity => propagatesActivity;

    internal override ConnectionTracker? Tracker => tracker;

    internal override async ValueTask<ICallResponse> SendAsync(CallRequest request, CancellationToken cancellationToken)
    {
        // Not disposed of: that would free the content while it may still be being sent. Whoever made the body frees it.
        var message = CreateMessage(request);
        var response = await (invoker is System.Net.Http.HttpClient client
            ? client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : invoker.SendAsync(message, cancellationToken)).ConfigureAwait(false);
        return new HttpClientResponse(response);
    }

    public override void Dispose()
    {
        tracker?.Dispose();
        if (owned)
            invoker.Dispose();
    }

    private HttpRequestMessage CreateMessage(CallRequest request)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, UriOf(request.Path))
        {
            Version = _version,
            VersionPolicy = _policy,
            Content = request.Body is UnaryBody unary ? new UnaryContent(unary) : new StreamingContent(((StreamingBody)request.Body).Pump),
        };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", GrpcProtocol.ContentType);
        Add(message, fixedHeaders);
        if (request.Headers is { } headers)
            Add(message, headers);
        if (request.Host is { } host)
            message.Headers.Host = host;
        return message;
    }

    private Uri UriOf(string path) => _uris.TryGetValue(path, out var uri) ? uri : _uris.GetOrAdd(path, new Uri(address, path));

    // Raw strings: the typed header collections parse and allocate.
    private static void Add(HttpRequestMessage message, HeaderList headers)
    {
        foreach (var (name, value) in headers.Fields)
            message.Headers.TryAddWithoutValidation(name, value);
    }
}
