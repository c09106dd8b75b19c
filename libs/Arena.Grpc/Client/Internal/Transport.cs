namespace Grpc.Net.Client.Internal;

/// <summary>Sends a request and returns when the response headers are there.</summary>
internal sealed class Transport(HttpMessageInvoker invoker) : IDisposable
{
    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        invoker is HttpClient client
            ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : invoker.SendAsync(request, cancellationToken);

    public void Dispose() => invoker.Dispose();
}
