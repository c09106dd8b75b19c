using System.Net;
using System.Net.Sockets;

namespace Arena.Hosting.Engine;

/// <summary>
/// Hands out free ports on 127.0.0.1. They are taken from below the range that the kernel uses for outgoing connections,
/// and each is held by a lock file until we end, so that two app hosts that start together never pick the same one between
/// the moment it was found free and the moment a process listens on it.
/// </summary>
internal sealed class LoopbackPorts : IDisposable
{
    private const int First = 10_000;
    private const int Last = 32_700;
    private const int Attempts = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, FileStream> _held = [];
    private readonly string _directory;

    public LoopbackPorts()
        : this(Path.Combine(Path.GetTempPath(), $"arena-ports-{Environment.UserName}"))
    {
    }

    public LoopbackPorts(string directory) => _directory = Directory.CreateDirectory(directory).FullName;

    public int Take()
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var port = Random.Shared.Next(First, Last);
            if (TryTake(port))
                return port;
        }

        throw new DistributedApplicationException($"No free port between {First} and {Last} on 127.0.0.1 after {Attempts} attempts.");
    }

    public bool TryTake(int port)
    {
        lock (_gate)
        {
            if (_held.ContainsKey(port) || TryLock(port) is not { } file)
                return false;
            if (IsFree(port))
            {
                _held.Add(port, file);
                return true;
            }

            file.Dispose();
            return false;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var file in _held.Values)
                file.Dispose();
            _held.Clear();
        }
    }

    private FileStream? TryLock(int port)
    {
        try
        {
            // The file stays when the lock goes: removing it would let two of us lock two files of one name.
            return new FileStream(Path.Combine(_directory, $"{port}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
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
