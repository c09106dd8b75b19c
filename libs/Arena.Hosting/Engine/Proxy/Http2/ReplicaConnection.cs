using System.Net.Sockets;

namespace Arena.Hosting.Engine;

/// <summary>A connection to one replica on behalf of one client.</summary>
internal sealed class ReplicaConnection : IDisposable
{
    /// <summary>Far more than is ever under way: it is the client's window that limits what a replica sends.</summary>
    private const int ReceiveWindow = 16 * 1024 * 1024;

    private readonly Socket _socket;
    private readonly TaskCompletionSource<Http2Settings> _settings = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _received;

    private ReplicaConnection(Replica replica, Socket socket)
    {
        Replica = replica;
        _socket = socket;
        Reader = new FrameReader(socket);
        Writer = new FrameWriter(socket);
    }

    public Replica Replica { get; }

    public FrameReader Reader { get; }

    public FrameWriter Writer { get; }

    public HeaderBlock Headers { get; } = new();

    /// <summary>How much the replica is still ready to take, over all streams.</summary>
    public long SendWindow { get; set; } = Http2Settings.DefaultWindow;

    /// <summary>It takes no new streams: it is closed, or about to be.</summary>
    public bool IsClosing { get; set; }

    /// <summary>What the replica allows; known once it has answered.</summary>
    public Task<Http2Settings> Settings => _settings.Task;

    public static ReplicaConnection Over(Replica replica, Socket socket, Http2Settings client)
    {
        var connection = new ReplicaConnection(replica, socket);
        connection.Writer.Write(Http2Preface.Text);
        connection.Writer.Write(FrameType.Settings, flags: 0, streamId: 0, client.Encode(toServer: true));
        connection.Writer.Write(FrameType.WindowUpdate, streamId: 0, ReceiveWindow - Http2Settings.DefaultWindow);
        connection.Writer.Flush();
        return connection;
    }

    public void Learn(Http2Settings settings) => _settings.TrySetResult(settings);

    /// <summary>Gives the replica back what it has sent, a good deal at a time.</summary>
    public void Return(int bytes)
    {
        _received += bytes;
        if (_received < ReceiveWindow / 4)
            return;
        Writer.Write(FrameType.WindowUpdate, streamId: 0, (uint)_received);
        Writer.Flush();
        _received = 0;
    }

    public void Dispose()
    {
        IsClosing = true;
        _settings.TrySetCanceled();
        _socket.Dispose();
    }
}
