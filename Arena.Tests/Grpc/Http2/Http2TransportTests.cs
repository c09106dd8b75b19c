using System.Collections.Concurrent;
using Arena.Tests.Grpc.Wire;
using Grpc.Core;
using Grpc.Net.Client;

namespace Arena.Tests.Grpc.Http2;

/// <summary>The client's own HTTP/2: flow control, connections that come and go, and what servers may do.</summary>
public sealed class Http2TransportTests
{
    private const byte NoError = 0x0;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    public async Task Reading_credits_the_window_padding_included(int padding)
    {
        // The server sends as much as it may and waits for more: 3 MiB through a window of one.
        const int messages = 3 * 1024;
        var message = new byte[1024];
        BigEndian(message.AsSpan(1), 1024 - 5);
        Protobuf(message.AsSpan(5));
        var (window, sent, stream, ended) = (0L, 0, 0, false);
        var cost = padding == 0 ? 1024 : 1024 + 1 + padding;
        await using var server = new RawServer(Answer);
        using var channel = GrpcChannel.ForAddress(server.Address);
        using var call = new Trial.TrialClient(channel).Expand(new Ask());
        var count = 0;
        while (await call.ResponseStream.MoveNext().WaitAsync(Patience))
            count++;
        Assert.Equal(messages, count);
        Assert.Equal(1, server.Connections);

        IEnumerable<Http2Frame> Answer(Http2Frame frame)
        {
            if (frame.Type == Http2Frame.Headers)
            {
                (stream, window) = (frame.StreamId, 1024 * 1024);
                yield return RawServer.Headers(stream);
            }
            else if (frame.Type == Http2Frame.WindowUpdate && frame.StreamId == stream && stream != 0)
            {
                window += frame.ErrorCode;
            }

            for (; stream != 0 && sent < messages && window >= cost; sent++, window -= cost)
                yield return padding == 0
                    ? new Http2Frame(Http2Frame.Data, 0, stream, message)
                    : new Http2Frame(Http2Frame.Data, Http2Frame.Padded, stream, [(byte)padding, .. message, .. new byte[padding]]);
            if (sent == messages && !ended)
            {
                ended = true;
                yield return RawServer.Trailers(stream, ("grpc-status", "0"));
            }
        }
    }

    [Fact]
    public async Task More_than_the_window_ends_the_connection()
    {
        var goodbye = new TaskCompletionSource<Http2Frame>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawServer(frame =>
        {
            if (frame.Type == Http2Frame.GoAway)
                goodbye.TrySetResult(frame);
            return frame.Type == Http2Frame.Headers
                ? [RawServer.Headers(frame.StreamId), .. Enumerable.Repeat(new Http2Frame(Http2Frame.Data, 0, frame.StreamId, new byte[16_000]), 100)]
                : [];
        });
        using var channel = GrpcChannel.ForAddress(server.Address);
        using var call = new Trial.TrialClient(channel).Expand(new Ask());
        Assert.Equal(0x3, (await goodbye.Task.WaitAsync(Patience)).Payload[7]);
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext())
            {
            }
        });
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }

    [Fact]
    public async Task Server_is_held_up_by_a_reader_that_does_not_read()
    {
        await using var server = await TrialServer.StartAsync();
        var written = 0;
        var stuck = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Script.Expand = async (_, responses, context) =>
        {
            var answer = TrialScript.Echo(new Ask { Text = new string('x', 16 * 1024) });
            while (true)
            {
                var write = responses.WriteAsync(answer);
                if (await Task.WhenAny(write, Task.Delay(TimeSpan.FromSeconds(1), context.CancellationToken)) != write)
                    stuck.TrySetResult();
                await write;
                written++;
            }
        };
        using var idle = server.Client.Expand(new Ask());
        await stuck.Task.WaitAsync(Patience);
        // The window, what Kestrel and the writer hold, and the socket.
        Assert.InRange(written * 16 * 1024, 1, 16 * 1024 * 1024);
        // And holds up nobody else on the connection.
        Assert.Equal("hello", (await server.Client.UnaryAsync(new Ask { Text = "hello" })).Text);
    }

    [Theory]
    [InlineData(65_535)]
    [InlineData(1024 * 1024)]
    public async Task Uploads_of_all_kinds_share_the_servers_windows(int window)
    {
        await using var server = await TrialServer.StartAsync(
            o => o.MaxReceiveMessageSize = null,
            kestrel: kestrel => (kestrel.Limits.Http2.InitialConnectionWindowSize, kestrel.Limits.Http2.InitialStreamWindowSize) = (window, window));
        var client = new Trial.TrialClient(server.Channel(o => o.MaxReceiveMessageSize = null));
        var text = new string('x', 3 * 1024 * 1024);
        var unary = Enumerable.Range(0, 4).Select(async i =>
            Assert.Equal(text.Length + i, (await client.UnaryAsync(new Ask { Text = text + new string('y', i) })).Text.Length));
        var chats = Enumerable.Range(0, 4).Select(async _ =>
        {
            using var call = client.Chat();
            for (var i = 0; i < 20; i++)
            {
                await call.RequestStream.WriteAsync(new Ask { Text = text[..100_000] });
                Assert.True(await call.ResponseStream.MoveNext());
                Assert.Equal(100_000, call.ResponseStream.Current.Text.Length);
            }

            await call.RequestStream.CompleteAsync();
            Assert.False(await call.ResponseStream.MoveNext());
        });
        await Task.WhenAll(unary.Concat(chats)).WaitAsync(Patience);
    }

    [Fact]
    public async Task Call_refused_once_is_sent_again()
    {
        var calls = 0;
        await using var server = new RawServer(stream => calls++ == 0
            ? [Http2Frame.Number(Http2Frame.Reset, stream, 0x7)]
            : Good(stream));
        using var channel = GrpcChannel.ForAddress(server.Address);
        await new Trial.TrialClient(channel).UnaryAsync(new Ask()).ResponseAsync.WaitAsync(Patience);
        Assert.Equal((2, 1), (calls, server.Connections));
    }

    [Fact]
    public async Task Call_that_a_leaving_server_has_not_begun_with_is_sent_elsewhere()
    {
        var calls = 0;
        await using var server = new RawServer(stream => calls++ == 0 ? [GoAway(last: 0)] : Good(stream));
        using var channel = GrpcChannel.ForAddress(server.Address);
        await new Trial.TrialClient(channel).UnaryAsync(new Ask()).ResponseAsync.WaitAsync(Patience);
        Assert.Equal((2, 2), (calls, server.Connections));
    }

    [Fact]
    public async Task Call_that_a_leaving_server_has_begun_with_ends_there()
    {
        await using var server = new RawServer(stream => [GoAway(last: stream), .. Good(stream)]);
        using var channel = GrpcChannel.ForAddress(server.Address);
        var client = new Trial.TrialClient(channel);
        await client.UnaryAsync(new Ask()).ResponseAsync.WaitAsync(Patience);
        await client.UnaryAsync(new Ask()).ResponseAsync.WaitAsync(Patience);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task Server_that_allows_one_stream_gets_one_at_a_time_on_each_connection()
    {
        var (now, most) = (new ConcurrentDictionary<string, int>(), 0);
        await using var server = await TrialServer.StartAsync(kestrel: kestrel => kestrel.Limits.Http2.MaxStreamsPerConnection = 1);
        server.Script.Unary = async (ask, context) =>
        {
            var id = context.GetHttpContext().Connection.Id;
            most = Math.Max(most, now.AddOrUpdate(id, 1, (_, n) => n + 1));
            await Task.Yield();
            now.AddOrUpdate(id, 0, (_, n) => n - 1);
            return TrialScript.Echo(ask);
        };
        await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => server.Client.UnaryAsync(new Ask()).ResponseAsync)).WaitAsync(Patience);
        Assert.Equal(1, most);
        Assert.InRange(now.Count, 1, 128);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData(300)]
    [InlineData(65_536)]
    public async Task Headers_arrive_whatever_table_the_server_keeps(int tableSize)
    {
        await using var server = await TrialServer.StartAsync(kestrel: kestrel => kestrel.Limits.Http2.HeaderTableSize = tableSize);
        server.Script.Unary = (ask, context) => Task.FromResult(TrialScript.Echo(new Ask { Text = context.RequestHeaders.GetValue("x-name") + context.Host }));
        for (var i = 0; i < 50; i++)
        {
            var name = new string((char)('a' + (i % 26)), 1 + (i * 7));
            var options = new CallOptions(new Metadata { { "x-name", name }, { "x-bytes-bin", new byte[i] }, { "authorization", "secret" } });
            var invoker = i % 3 == 0 ? server.Channel().CreateCallInvoker() : null;
            var client = invoker is null ? server.Client : new Trial.TrialClient(invoker);
            Assert.Equal(name + server.Address.Authority, (await client.UnaryAsync(new Ask(), options)).Text);
        }
    }

    [Fact]
    public async Task Request_headers_larger_than_a_frame_arrive()
    {
        await using var server = await TrialServer.StartAsync(kestrel: kestrel =>
            (kestrel.Limits.MaxRequestHeadersTotalSize, kestrel.Limits.Http2.MaxRequestHeaderFieldSize) = (200_000, 200_000));
        server.Script.Unary = (ask, context) => Task.FromResult(TrialScript.Echo(new Ask { Text = context.RequestHeaders.GetValue("x-long") }));
        foreach (var length in new[] { 16_000, 16_383, 16_384, 40_000, 100_000 })
            Assert.Equal(length, (await server.Client.UnaryAsync(new Ask(), new Metadata { { "x-long", new string('x', length) } })).Text.Length);
    }

    [Fact]
    public async Task Response_headers_in_pieces_and_with_padding_are_read()
    {
        await using var server = new RawServer(stream =>
        {
            var block = RawServer.Headers(stream, ("x-long", new string('x', 1000))).Payload;
            return
            [
                new Http2Frame(Http2Frame.Headers, Http2Frame.EndHeaders, stream, Hpack.Encode((":status", "103"), ("link", "x"))),
                new Http2Frame(Http2Frame.Headers, Http2Frame.Padded, stream, [3, .. block[..10], 0, 0, 0]),
                new Http2Frame(Http2Frame.Continuation, 0, stream, block[10..500]),
                new Http2Frame(Http2Frame.Continuation, Http2Frame.EndHeaders, stream, block[500..]),
                RawServer.Data(stream, 0, 0, 0, 0, 0),
                RawServer.Trailers(stream, ("grpc-status", "0")),
            ];
        });
        using var channel = GrpcChannel.ForAddress(server.Address);
        using var call = new Trial.TrialClient(channel).UnaryAsync(new Ask());
        await call.ResponseAsync.WaitAsync(Patience);
        Assert.Equal(1000, (await call.ResponseHeadersAsync).GetValue("x-long")!.Length);
    }

    [Fact]
    public async Task Headers_without_measure_end_the_call_and_not_the_connection()
    {
        var calls = 0;
        await using var server = new RawServer(stream =>
        {
            if (calls++ > 0)
                return Good(stream);
            var parts = RawServer.Headers(stream, ("x-long", new string('x', 70_000))).Payload.Chunk(16_000).ToList();
            return parts.Select((part, i) => new Http2Frame(
                i == 0 ? Http2Frame.Headers : Http2Frame.Continuation, i == parts.Count - 1 ? Http2Frame.EndHeaders : (byte)0, stream, part));
        });
        using var channel = GrpcChannel.ForAddress(server.Address);
        var client = new Trial.TrialClient(channel);
        var error = await Assert.ThrowsAsync<RpcException>(() => client.UnaryAsync(new Ask()).ResponseAsync.WaitAsync(Patience));
        Assert.Equal(StatusCode.Internal, error.StatusCode);
        await client.UnaryAsync(new Ask()).ResponseAsync.WaitAsync(Patience);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData(Http2Frame.Continuation, "endless headers")]
    [InlineData(Http2Frame.Ping, "pings whose answers nobody reads")]
    [InlineData(0x5, "a push")]
    public async Task Server_without_manners_is_left(byte type, string what)
    {
        await using var server = new RawServer(stream => type switch
        {
            Http2Frame.Continuation => [new Http2Frame(Http2Frame.Headers, 0, stream, []), .. Enumerable.Repeat(new Http2Frame(type, 0, stream, []), 200_000)],
            Http2Frame.Ping => Enumerable.Repeat(new Http2Frame(type, 0, 0, new byte[8]), 1_000_000),
            _ => [new Http2Frame(type, Http2Frame.EndHeaders, stream, new byte[8])],
        });
        using var channel = GrpcChannel.ForAddress(server.Address);
        var error = await Assert.ThrowsAsync<RpcException>(() => new Trial.TrialClient(channel).UnaryAsync(new Ask()).ResponseAsync.WaitAsync(Patience));
        Assert.True(error.StatusCode == StatusCode.Unavailable, $"{what}: {error.Status}");
    }

    [Fact]
    public async Task Caller_that_blocks_its_thread_blocks_no_other_call()
    {
        await using var server = await TrialServer.StartAsync();
        // On the thread that brought the answer, most likely, and waiting there for another one.
        var blocked = server.Client.UnaryAsync(new Ask()).ResponseAsync.ContinueWith(
            _ => server.Client.UnaryAsync(new Ask { Text = "inner" }).ResponseAsync.GetAwaiter().GetResult().Text,
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        Assert.Equal("inner", await blocked.WaitAsync(Patience));
    }

    [Fact]
    public async Task Random_frames_end_calls_and_nothing_else()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            await using var server = new RawServer(stream => Enumerable.Range(0, 20).Select(_ => RandomFrame(random, stream)));
            using var channel = GrpcChannel.ForAddress(server.Address);
            var client = new Trial.TrialClient(channel);
            for (var i = 0; i < 3; i++)
            {
                using var call = client.UnaryAsync(new Ask(), deadline: DateTime.UtcNow.AddSeconds(1));
                var error = await Record.ExceptionAsync(() => call.ResponseAsync.WaitAsync(Patience));
                Assert.True(error is null or RpcException, $"seed {seed}: {error}");
            }
        }
    }

    private static Http2Frame RandomFrame(Random random, int stream)
    {
        var payload = new byte[random.Next(3) == 0 ? random.Next(20) : random.Next(2) == 0 ? 4 : 8];
        random.NextBytes(payload);
        return random.Next(4) switch
        {
            0 => RawServer.Headers(stream, ("x", random.Next().ToString())),
            1 => RawServer.Data(stream, payload),
            _ => new Http2Frame((byte)random.Next(12), (byte)random.Next(256), random.Next(3) == 0 ? random.Next(8) : stream * random.Next(2), payload),
        };
    }

    private static IEnumerable<Http2Frame> Good(int stream) =>
        [RawServer.Headers(stream), RawServer.Data(stream, 0, 0, 0, 0, 0), RawServer.Trailers(stream, ("grpc-status", "0"))];

    private static Http2Frame GoAway(int last) => new(Http2Frame.GoAway, 0, 0, [0, 0, 0, (byte)last, 0, 0, 0, NoError]);

    private static void BigEndian(Span<byte> target, int value) => System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(target, value);

    /// <summary>One text field that fills the message.</summary>
    private static void Protobuf(Span<byte> target)
    {
        var length = target.Length - 3;
        (target[0], target[1], target[2]) = (Answer.TextFieldNumber << 3 | 2, (byte)(length & 0x7F | 0x80), (byte)(length >> 7));
        target[3..].Fill((byte)'x');
    }
}
