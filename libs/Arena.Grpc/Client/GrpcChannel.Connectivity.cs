using Grpc.Core;
using Grpc.Net.Client.Internal;

namespace Grpc.Net.Client;

public sealed partial class GrpcChannel
{
    /// <summary>
    /// What is known of the channel's connections. A channel connects when a call needs it, or with
    /// <see cref="ConnectAsync"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">Connections are made by a client or a handler of another's.</exception>
    public ConnectivityState State => Tracker.State;

    private ConnectionTracker Tracker => Transport.Tracker ?? throw new InvalidOperationException(
        "Channel is configured with an HTTP transport that doesn't support connectivity state tracking. "
        + "The underlying HTTP transport must be a SocketsHttpHandler with no SocketsHttpHandler.ConnectCallback configured.");

    /// <summary>Connects ahead of the first call; done when there is a connection, however many attempts that takes.</summary>
    public Task ConnectAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return Tracker.ConnectAsync(cancellationToken);
    }

    /// <summary>Done when <see cref="State"/> is another than <paramref name="lastObservedState"/>.</summary>
    public Task WaitForStateChangedAsync(ConnectivityState lastObservedState, CancellationToken cancellationToken = default) =>
        Tracker.WaitForChangeAsync(lastObservedState, cancellationToken);
}
