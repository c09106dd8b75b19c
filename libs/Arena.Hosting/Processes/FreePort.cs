using System.Net;
using System.Net.Sockets;

namespace Arena.Hosting.Processes;

/// <summary>Ports of this machine for programs that are about to start.</summary>
/// <remarks>
/// They are not of the range from which systems give ports to outgoing connections (from 32768 on Linux, from 49152 elsewhere):
/// such a connection could take one between this and the program's start.
/// </remarks>
internal static class FreePort
{
    public const int First = 20_000;
    public const int Last = 32_767;

    private static readonly HashSet<int> _given = [];

    /// <summary>One of 127.0.0.1 at which nobody listens, and which this process has not been given before.</summary>
    /// <exception cref="InvalidOperationException">None is left.</exception>
    public static int Find()
    {
        lock (_given)
        {
            var start = Random.Shared.Next(First, Last + 1);
            for (var i = 0; i <= Last - First; i++)
            {
                var port = First + (start - First + i) % (Last - First + 1);
                if (IsFree(port) && _given.Add(port))
                    return port;
            }
        }

        throw new InvalidOperationException($"No port of 127.0.0.1 from {First} to {Last} is free.");
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
