using System.Net;
using System.Net.Sockets;

namespace Arena.Tests.Grpc.Wire;

/// <summary>An HTTP/2 server that answers requests, or whatever else comes, with frames that may be right or wrong.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<Http2Frame, IEnumerable<Http2Frame>> _answer;
    private readonly byte[] _settings;
    private readonly bool _answersPings;
    private readonly List<TcpClient> _connections = [];
    private readonly Task _accepting;

    /// <summary>Answers every request's headers, by their stream.</summary>
    internal RawServer(Func<int, IEnumerable<Http2Frame>> answer, bool answersPings = true)
        : this(frame => frame.Type == Http2Frame.Headers ? answer(frame.StreamId) : [], answersPings)
    {
    }

    /// <summary>Answers every frame.</summary>
    internal RawServer(Func<Http2Frame, IEnumerable<Http2Frame>> answer, bool answersPings = true, params byte[] settings)
    {
        _answer = answer;
        _answersPings = answersPings;
        _settings = settings;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>How many connections there have been.</summary>
    internal int Connections
    {
        get
        {
            lock (_connections)
                return _connections.Count;
        }
    }

    internal Uri Address => new($"http://{_listener.LocalEndpoint}");

    /// <summary>The ordinary response headers.</summary>
    internal static Http2Frame Headers(int stream, params (string, string)[] extra) => new(
        Http2Frame.Headers, Http2Frame.EndHeaders, stream,
        Hpack.Encode([(":status", "200"), ("content-type", "application/grpc"), .. extra]));

    internal static Http2Frame Trailers(int stream, params (string, string)[] trailers) => new(
        Http2Frame.Headers, Http2Frame.EndHeaders | Http2Frame.EndStream, stream, Hpack.Encode(trailers));

    internal static Http2Frame Data(int stream, params byte[] bytes) => new(Http2Frame.Data, 0, stream, bytes);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        lock (_connections)
            foreach (var connection in _connections)
                connection.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = await _listener.AcceptTcpClientAsync();
                lock (_connections)
                    _connections.Add(connection);
                _ = ServeAsync(connection.GetStream());
            }
        }
        catch (Exception ex) when (ex is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        try
        {
            await stream.ReadExactlyAsync(new byte[24]);
            await stream.WriteAsync(new Http2Frame(Http2Frame.Settings, 0, 0, _settings).ToBytes());
            while (await Http2Frame.ReadAsync(stream, CancellationToken.None) is { } frame)
                await ReactAsync(stream, frame);
        }
        catch (IOException)
        {
            // The client has left.
        }
    }

    private async Task ReactAsync(NetworkStream stream, Http2Frame frame)
    {
        if (frame.Type == Http2Frame.Settings && frame.Flags == 0)
            await stream.WriteAsync(new Http2Frame(Http2Frame.Settings, Http2Frame.Ack, 0, []).ToBytes());
        if (frame.Type == Http2Frame.Ping && frame.Flags == 0 && _answersPings)
            await stream.WriteAsync((frame with { Flags = Http2Frame.Ack }).ToBytes());
        foreach (var answer in _answer(frame))
            await stream.WriteAsync(answer.ToBytes());
    }
}
