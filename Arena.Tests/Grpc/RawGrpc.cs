using System.Net;
using System.Net.Http.Headers;

namespace Arena.Tests.Grpc;

/// <summary>Requests made by hand, to see what is on the wire.</summary>
internal static class RawGrpc
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { EnableMultipleHttp2Connections = true });

    /// <summary>Sends a body and reads the whole answer.</summary>
    internal static async Task<HttpResponseMessage> PostAsync(
        TrialServer server, string method, byte[] body, params (string Name, string Value)[] headers)
    {
        var response = await OpenAsync(server, method, body, headers);
        await response.Content.LoadIntoBufferAsync();
        return response;
    }

    /// <summary>Sends a body and reads no more than the headers of the answer.</summary>
    internal static async Task<HttpResponseMessage> OpenAsync(
        TrialServer server, string method, byte[] body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/arena.tests.grpc.Trial/" + method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        request.Headers.TryAddWithoutValidation("te", "trailers");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    internal static string? StatusOf(HttpResponseMessage response) =>
        Header(response, "grpc-status");

    internal static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var early) ? early.Single()
        : response.TrailingHeaders.TryGetValues(name, out var late) ? late.Single()
        : null;
}
