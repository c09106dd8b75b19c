namespace Grpc.Net.Client.Internal;

/// <summary>Sends a request and returns when the response headers are there.</summary>
internal sealed class Transport(HttpMessageInvoker invoker, bool propagatesActivity, ConnectionTracker? tracker, bool owned)
    : IDisposable
{
    /// <summary>Whether the current activity goes into the headers without our doing.</summary>
    internal bool PropagatesActivity { get; } = propagatesActivity;

    /// <summary>Knows the connections; null where they are made by others.</summary>
    internal ConnectionTracker? Tracker { get; } = tracker;

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        invoker is HttpClient client
            ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : invoker.SendAsync(request, cancellationToken);

    public void Dispose()
    {
        Tracker?.Dispose();
        if (owned)
            invoker.Dispose();
    }
}
