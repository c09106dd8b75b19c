using Grpc.Core;

namespace Arena.Tests.Grpc.Wire;

/// <summary>Clients that break the rules get the right status, and the server lives on.</summary>
public sealed class ServerAbuseTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("Unary", "00 00 00 00 64 0A 03", "13")] // Announces 100 bytes and sends 2.
    [InlineData("Unary", "00 00 00", "13")] // Not even a whole prefix.
    [InlineData("Unary", "", "13")] // No message.
    [InlineData("Unary", "02 00 00 00 00", "13")] // A flag nobody knows.
    [InlineData("Unary", "01 00 00 00 00", "13")] // Compressed, and no encoding announced.
    [InlineData("Unary", "00 00 00 00 01 FF", "13")] // No Protobuf.
    [InlineData("Unary", "00 00 00 00 00 00 00 00 00 00", "13")] // Two messages.
    [InlineData("Collect", "00 00 00 00 64 0A 03", "13")]
    [InlineData("Chat", "00 00 00 00 64 0A 03", "13")]
    public async Task Broken_message_ends_the_call_with_its_status(string method, string body, string status)
    {
        await using var server = await TrialServer.StartAsync();
        await using var client = await RawClient.ConnectAsync(server.Address);
        var stream = await client.OpenAsync(method);
        await client.DataAsync(stream, Convert.FromHexString(body.Replace(" ", "", StringComparison.Ordinal)), end: true);
        var (headers, reset) = await client.EndAsync(stream);
        Assert.Equal((status, null), (headers["grpc-status"], reset));
        await AssertLivesAsync(server);
    }

    [Theory]
    [InlineData("Unary")]
    [InlineData("Chat")]
    public async Task Lying_length_is_refused_before_anything_is_buffered(string method)
    {
        await using var server = await TrialServer.StartAsync();
        await using var client = await RawClient.ConnectAsync(server.Address);
        var stream = await client.OpenAsync(method);
        await client.DataAsync(stream, [0, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3]);
        var (headers, _) = await client.EndAsync(stream);
        Assert.Equal("8", headers["grpc-status"]);
    }

    [Fact]
    public async Task Message_in_frames_of_one_byte_with_padding_is_whole()
    {
        await using var server = await TrialServer.StartAsync();
        await using var client = await RawClient.ConnectAsync(server.Address);
        var stream = await client.OpenAsync("Unary");
        byte[] message = [0, 0, 0, 0, 4, 0x0A, 2, (byte)'h', (byte)'i'];
        for (var i = 0; i < message.Length; i++)
            await client.SendAsync(new Http2Frame(
                Http2Frame.Data,
                (byte)(Http2Frame.Padded | (i == message.Length - 1 ? Http2Frame.EndStream : 0)),
                stream,
                [3, message[i], 0, 0, 0]));
        var (headers, _) = await client.EndAsync(stream);
        Assert.Equal("0", headers["grpc-status"]);
    }

    [Fact]
    public async Task Headers_without_end_do_not_take_the_server_down()
    {
        await using var server = await TrialServer.StartAsync();
        await using var client = await RawClient.ConnectAsync(server.Address);
        var stream = await client.OpenAsync("Unary", endStream: false, ("huge", new string('x', 200_000)));
        await Task.WhenAny(client.Closed, client.EndAsync(stream)).WaitAsync(Patience);
        await AssertLivesAsync(server);
    }

    [Fact]
    public async Task Rapid_resets_leave_no_handler_behind()
    {
        await using var server = await TrialServer.StartAsync();
        var handlers = new HandlerCount(server);
        await using (var client = await RawClient.ConnectAsync(server.Address))
            for (var i = 0; i < 2_000 && !client.Closed.IsCompleted; i++)
                await client.ResetAsync(await client.OpenAsync("Chat"));
        await AssertLivesAsync(server);
        await handlers.NoneAsync().WaitAsync(Patience);
    }

    [Fact]
    public async Task Reader_that_does_not_read_stops_the_writer()
    {
        await using var server = await TrialServer.StartAsync();
        var (written, blocked) = (0, new TaskCompletionSource());
        var stopped = new TaskCompletionSource<Exception>();
        server.Script.Expand = async (_, answers, _) =>
        {
            try
            {
                var answer = new Answer { Text = new string('x', 1000) };
                while (true)
                {
                    var write = answers.WriteAsync(answer);
                    if (!write.IsCompleted)
                        blocked.TrySetResult();
                    await write;
                    written++;
                }
            }
            catch (Exception ex)
            {
                stopped.SetResult(ex);
                throw;
            }
        };
        await using var client = await RawClient.ConnectAsync(server.Address, window: 0);
        var stream = await client.OpenAsync("Expand");
        await client.DataAsync(stream, [0, 0, 0, 0, 0], end: true);
        await blocked.Task.WaitAsync(Patience);
        await client.ResetAsync(stream);

        Assert.IsAssignableFrom<OperationCanceledException>(await stopped.Task.WaitAsync(Patience));
        // The pump's two buffers and Kestrel's own: a bound, whatever the client does.
        Assert.InRange(written, 1, 500);
    }

    [Fact]
    public async Task Connection_cut_in_the_middle_cancels_the_handlers()
    {
        await using var server = await TrialServer.StartAsync();
        var handlers = new HandlerCount(server);
        await using (var client = await RawClient.ConnectAsync(server.Address))
        {
            for (var i = 0; i < 50; i++)
                await client.DataAsync(await client.OpenAsync("Chat"), [0, 0, 0]);
            await handlers.ReachAsync(50).WaitAsync(Patience);
        }

        await handlers.NoneAsync().WaitAsync(Patience);
    }

    [Fact]
    public async Task Ten_thousand_idle_streams_are_held_and_let_go()
    {
        const int streams = 10_000;
        await using var server = await TrialServer.StartAsync(kestrel: o => o.Limits.Http2.MaxStreamsPerConnection = streams);
        var handlers = new HandlerCount(server);
        await AssertLivesAsync(server);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using (var client = await RawClient.ConnectAsync(server.Address))
        {
            for (var i = 0; i < streams; i++)
                await client.OpenAsync("Chat");
            await handlers.ReachAsync(streams).WaitAsync(Patience);
            var perStream = (GC.GetTotalMemory(forceFullCollection: true) - before) / streams;
            Assert.InRange(perStream, 0, 32 * 1024);
            await AssertLivesAsync(server);
        }

        await handlers.NoneAsync().WaitAsync(Patience);
        await AssertLivesAsync(server);
    }

    private static async Task AssertLivesAsync(TrialServer server) =>
        Assert.Equal("alive", (await server.Client.UnaryAsync(new Ask { Text = "alive" })).Text);
}
