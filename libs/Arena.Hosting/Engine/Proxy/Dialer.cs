using System.Net.Sockets;

namespace Arena.Hosting.Engine;

/// <summary>Connects to a replica, and gives one that is being restarted a few seconds to come back.</summary>
internal static class Dialer
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Null when nobody answered in time. The chosen replica has been entered; whoever called leaves it.</summary>
    public static async Task<(Socket Socket, Replica Replica)?> ConnectAsync(Upstream upstream, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var tried = new HashSet<Replica>();
        while (true)
        {
            if (upstream.Choose(tried) is { } replica)
            {
                replica.Enter();
                if (await TryConnectAsync(replica, cancellationToken).ConfigureAwait(false) is { } socket)
                    return (socket, replica);
                replica.Leave();
                tried.Add(replica);
                continue;
            }

            if (TimeProvider.System.GetElapsedTime(started) > _patience)
                return null;
            tried.Clear();
            await Task.Delay(_pause, cancellationToken).ConfigureAwait(false);
        }
    }

    public static async Task<Socket?> TryConnectAsync(Replica replica, CancellationToken cancellationToken)
    {
        var socket = new Socket(replica.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(replica.Address, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
