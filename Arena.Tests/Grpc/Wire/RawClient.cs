using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Arena.Tests.Grpc.Wire;

/// <summary>An HTTP/2 client that sends what it is told, right or wrong, and notes what it gets.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpClient _tcp = new() { NoDelay = true };
    private readonly ConcurrentDictionary<int, Channel<Http2Frame>> _streams = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Stream _stream = Stream.Null;
    private int _lastStream = -1;

    /// <summary>Done when the server has closed the connection.</summary>
    internal Task Closed => _closed.Task;

    /// <summary>Connects, and exchanges settings; <paramref name="window"/> is what each response stream may send unasked.</summary>
    internal static async Task<RawClient> ConnectAsync(Uri server, int window = 65535)
    {
        var client = new RawClient();
        await client._tcp.ConnectAsync(server.Host, server.Port);
        client._stream = client._tcp.GetStream();
        await client.SendAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        await client.SendAsync(new Http2Frame(Http2Frame.Settings, 0, 0,
            [0, 1, 0, 0, 0, 0, 0, 4, (byte)(window >> 24), (byte)(window >> 16), (byte)(window >> 8), (byte)window]));
        _ = client.ReceiveAsync();
        return client;
    }

    /// <summary>Starts a call; returns its stream.</summary>
    internal async Task<int> OpenAsync(string method, bool endStream = false, params (string Name, string Value)[] extra)
    {
        var stream = Interlocked.Add(ref _lastStream, 2);
        IEnumerable<(string, string)> headers =
        [
            (":method", "POST"), (":scheme", "http"), (":path", "/arena.tests.grpc.Trial/" + method), (":authority", "test"),
            ("content-type", "application/grpc"), ("te", "trailers"), .. extra,
        ];
        var block = Hpack.Encode(headers);
        const int most = 16384;
        for (var at = 0; at < block.Length; at += most)
        {
            var last = at + most >= block.Length;
            var flags = (byte)((last ? Http2Frame.EndHeaders : 0) | (endStream && at == 0 ? Http2Frame.EndStream : 0));
            var part = block[at..Math.Min(at + most, block.Length)];
            await SendAsync(new Http2Frame(at == 0 ? Http2Frame.Headers : Http2Frame.Continuation, flags, stream, part));
        }

        return stream;
    }

    internal Task DataAsync(int stream, byte[] bytes, bool end = false) =>
        SendAsync(new Http2Frame(Http2Frame.Data, end ? Http2Frame.EndStream : (byte)0, stream, bytes));

    internal Task ResetAsync(int stream, int code = 8) => SendAsync(Http2Frame.Number(Http2Frame.Reset, stream, code));

    internal Task SendAsync(Http2Frame frame) => SendAsync(frame.ToBytes());

    /// <summary>The next frame of a stream.</summary>
    internal async Task<Http2Frame> NextAsync(int stream) =>
        await Frames(stream).Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>How a stream ends: with its headers and trailers in one, or with a reset.</summary>
    internal async Task<(Dictionary<string, string> Headers, int? Reset)> EndAsync(int stream)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        while (true)
        {
            var frame = await NextAsync(stream);
            if (frame.Type == Http2Frame.Reset)
                return (all, frame.ErrorCode);
            if (frame.Type == Http2Frame.Headers)
                foreach (var (name, value) in Hpack.Decode(frame.Payload))
                    all[name] = value;
            if (frame.EndsStream)
                return (all, null);
        }
    }

    public ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        return default;
    }

    private async Task SendAsync(byte[] bytes)
    {
        await _sending.WaitAsync();
        try
        {
            await _stream.WriteAsync(bytes);
        }
        catch (IOException)
        {
            // The server has closed the connection: whoever waits for an answer learns it from there.
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReceiveAsync()
    {
        while (await Http2Frame.ReadAsync(_stream, CancellationToken.None) is { } frame)
        {
            if (frame is { Type: Http2Frame.Settings or Http2Frame.Ping } && (frame.Flags & Http2Frame.Ack) == 0)
                await SendAsync(frame with { Flags = Http2Frame.Ack, Payload = frame.Type == Http2Frame.Ping ? frame.Payload : [] });
            else if (frame.StreamId != 0)
                Frames(frame.StreamId).Writer.TryWrite(frame);
        }

        foreach (var stream in _streams.Values)
            stream.Writer.TryComplete(new IOException("The connection is closed."));
        _closed.TrySetResult();
    }

    private Channel<Http2Frame> Frames(int stream) => _streams.GetOrAdd(stream, static _ => Channel.CreateUnbounded<Http2Frame>());
}
