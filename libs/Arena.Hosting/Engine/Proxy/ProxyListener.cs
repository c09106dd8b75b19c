using System.Net;
using System.Net.Sockets;

namespace Arena.Hosting.Engine;

/// <summary>
/// One stable address in front of the replicas of a service. It listens before any of them runs and for as long as the
/// application does, so that clients always come back to where they were.
/// </summary>
/// <remarks>
/// A connection that speaks HTTP/2 without TLS is taken apart into its streams, each of which goes to the replica with the least
/// to do: one gRPC channel reaches them all. Everything else stays whole and goes to one replica.
/// </remarks>
internal sealed class ProxyListener(IPEndPoint address, Upstream upstream, bool clientSpeaksFirst) : IAsyncDisposable
{
    private const int Backlog = 512;

    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _listener = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
    private Task _accepting = Task.CompletedTask;

    public void Start()
    {
        // A connection of the run before may still be on its way out.
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
        _listener.Bind(address);
        _listener.Listen(Backlog);
        _accepting = Task.Run(AcceptAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptAsync(_stop.Token).ConfigureAwait(false);
                _ = Task.Run(() => ServeAsync(client, _stop.Token));
            }
            catch (Exception fault) when (fault is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // That one client gave up in the queue.
            }
        }
    }

    private async Task ServeAsync(Socket client, CancellationToken cancellationToken)
    {
        using var owned = client;
        try
        {
            client.NoDelay = true;
            var opening = clientSpeaksFirst && upstream.Replicas.Count > 1
                ? await Http2Preface.ReadOpeningAsync(client, cancellationToken).ConfigureAwait(false)
                : [];
            if (Http2Preface.IsAt(opening))
                await new Http2Relay(client, upstream).RunAsync(opening, cancellationToken).ConfigureAwait(false);
            else
                await RelayAsync(client, opening, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException or ObjectDisposedException or Http2Exception)
        {
            // Of the connection nothing is left but to close it; whoever was at its other end sees that.
        }
    }

    private async Task RelayAsync(Socket client, byte[] opening, CancellationToken cancellationToken)
    {
        if (await Dialer.ConnectAsync(upstream, cancellationToken).ConfigureAwait(false) is not var (server, replica))
            return;
        using (server)
        {
            try
            {
                await ByteRelay.RunAsync(client, server, opening, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                replica.Leave();
            }
        }
    }
}
