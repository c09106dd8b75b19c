using System.Buffers;
using System.Net.Sockets;

namespace Arena.Hosting.Engine;

/// <summary>Passes bytes between two sockets as they are, each direction by itself, until both have ended.</summary>
internal static class ByteRelay
{
    private const int BufferSize = 64 * 1024;

    public static async Task RunAsync(Socket client, Socket server, ReadOnlyMemory<byte> alreadyRead, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var up = CopyAsync(client, server, alreadyRead, over);
        var down = CopyAsync(server, client, default, over);
        await Task.WhenAll(up, down).ConfigureAwait(false);
    }

    private static async Task CopyAsync(Socket from, Socket to, ReadOnlyMemory<byte> first, CancellationTokenSource over)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            await SendAllAsync(to, first, over.Token).ConfigureAwait(false);
            int count;
            while ((count = await from.ReceiveAsync(buffer.AsMemory(), over.Token).ConfigureAwait(false)) > 0)
                await SendAllAsync(to, buffer.AsMemory(0, count), over.Token).ConfigureAwait(false);
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // A connection that broke on one side is of no use on the other.
            await over.CancelAsync().ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask SendAllAsync(Socket to, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
            bytes = bytes[await to.SendAsync(bytes, cancellationToken).ConfigureAwait(false)..];
    }
}
