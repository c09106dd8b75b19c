namespace Grpc.Net.Client.Internal;

/// <summary>A way to send the calls of a channel over HTTP/2.</summary>
internal abstract class CallTransport : IDisposable
{
    /// <summary>Whether the current activity goes into the headers without our doing.</summary>
    internal virtual bool PropagatesActivity => false;

    /// <summary>Knows the connections; null where they are made by others.</summary>
    internal abstract ConnectionTracker? Tracker { get; }

    /// <summary>Sends a request; done when the response headers are there.</summary>
    /// <exception cref="HttpRequestException">There is no connection to send it over.</exception>
    internal abstract ValueTask<ICallResponse> SendAsync(CallRequest request, CancellationToken cancellationToken);

    public abstract void Dispose();
}
