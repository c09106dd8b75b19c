using System.Net;
using System.Net.Sockets;

namespace Arena.Tests.EndToEnd.Grpc;

/// <summary>Passes connections on to a server until it falls silent: then both ends hear no more, as when a machine vanishes.</summary>
internal sealed class SilentProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly Uri _server;
    private readonly Task _accepting;
    private volatile bool _silent;

    public SilentProxy(Uri server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    public void FallSilent() => _silent = true;

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(PassAsync(await _listener.AcceptTcpClientAsync(_over.Token)));
        }
        finally
        {
            await Task.WhenAll(connections).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PassAsync(TcpClient near)
    {
        using var nearEnd = near;
        using var far = new TcpClient();
        await far.ConnectAsync(_server.Host, _server.Port, _over.Token);
        await Task.WhenAll(CopyAsync(near.GetStream(), far.GetStream()), CopyAsync(far.GetStream(), near.GetStream()));
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer, _over.Token) is var count and > 0)
        {
            if (!_silent)
                await to.WriteAsync(buffer.AsMemory(0, count), _over.Token);
        }

        to.Socket.Shutdown(SocketShutdown.Send);
    }
}
