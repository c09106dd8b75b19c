using Google.Protobuf;
using Grpc.Core;

namespace Arena.Tests.Grpc;

/// <summary>The four kinds of call, when all goes well.</summary>
public sealed class CallKindTests
{
    [Fact]
    public async Task Unary_echoes()
    {
        await using var server = await TrialServer.StartAsync();

        using var call = server.Client.UnaryAsync(new Ask { Text = "hello", Count = 3 });
        var answer = await call;

        Assert.Equal(("hello", 3), (answer.Text, answer.Count));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Unary_request_can_be_read_by_a_handler_on_its_way()
    {
        await using var server = await TrialServer.StartAsync();
        using var reader = new ReadingHandler { InnerHandler = new SocketsHttpHandler() };
        var client = new Trial.TrialClient(server.Channel(o => o.HttpHandler = reader));

        Assert.Equal("hi", (await client.UnaryAsync(new Ask { Text = "hi" })).Text);
        Assert.Equal([0, 0, 0, 0, 4, 0x0A, 2, (byte)'h', (byte)'i'], reader.Seen);
    }

    [Fact]
    public async Task Unary_blocking_echoes()
    {
        await using var server = await TrialServer.StartAsync();
        Assert.Equal("hello", server.Client.Unary(new Ask { Text = "hello" }).Text);
    }

    [Fact]
    public async Task Unary_empty_message_echoes()
    {
        await using var server = await TrialServer.StartAsync();
        Assert.Equal(new Answer(), await server.Client.UnaryAsync(new Ask()));
    }

    [Fact]
    public async Task ClientStreaming_collects_all()
    {
        await using var server = await TrialServer.StartAsync();

        using var call = server.Client.Collect();
        foreach (var letter in "abc")
            await call.RequestStream.WriteAsync(new Ask { Text = letter.ToString() });
        await call.RequestStream.CompleteAsync();
        var answer = await call;

        Assert.Equal(("abc", 3), (answer.Text, answer.Count));
    }

    [Fact]
    public async Task ServerStreaming_brings_all_in_order()
    {
        await using var server = await TrialServer.StartAsync();

        using var call = server.Client.Expand(new Ask { Text = "x", Count = 1000 });
        var counts = new List<int>();
        await foreach (var answer in call.ResponseStream.ReadAllAsync())
            counts.Add(answer.Count);

        Assert.Equal(Enumerable.Range(0, 1000), counts);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task ServerStreaming_empty_ends()
    {
        await using var server = await TrialServer.StartAsync();
        using var call = server.Client.Expand(new Ask());
        Assert.False(await call.ResponseStream.MoveNext());
        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task Duplex_ping_pong_answers_each_before_the_next()
    {
        await using var server = await TrialServer.StartAsync();

        using var call = server.Client.Chat();
        for (var i = 0; i < 100; i++)
        {
            await call.RequestStream.WriteAsync(new Ask { Count = i });
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal(i, call.ResponseStream.Current.Count);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task Duplex_pipelined_keeps_order()
    {
        await using var server = await TrialServer.StartAsync();
        const int count = 20_000;

        using var call = server.Client.Chat();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < count; i++)
                await call.RequestStream.WriteAsync(new Ask { Count = i, Text = "some text" });
            await call.RequestStream.CompleteAsync();
        });
        var expected = 0;
        await foreach (var answer in call.ResponseStream.ReadAllAsync())
            Assert.Equal(expected++, answer.Count);
        await writing;

        Assert.Equal(count, expected);
    }

    [Fact]
    public async Task Duplex_headers_arrive_before_any_message()
    {
        await using var server = await TrialServer.StartAsync();
        server.Script.Chat = async (asks, _, context) =>
        {
            await context.WriteResponseHeadersAsync(new Metadata { { "ready", "yes" } });
            await asks.MoveNext();
        };

        using var call = server.Client.Chat();
        var headers = await call.ResponseHeadersAsync;
        await call.RequestStream.CompleteAsync();

        Assert.Equal("yes", headers.GetValue("ready"));
        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(3_500_000)]
    public async Task Large_messages_echo_in_all_kinds(int size)
    {
        await using var server = await TrialServer.StartAsync();
        var payload = new byte[size];
        new Random(42).NextBytes(payload);
        var ask = new Ask { Payload = ByteString.CopyFrom(payload) };

        Assert.Equal(ask.Payload, (await server.Client.UnaryAsync(ask)).Payload);

        using var chat = server.Client.Chat();
        for (var i = 0; i < 3; i++)
        {
            var write = chat.RequestStream.WriteAsync(ask);
            Assert.True(await chat.ResponseStream.MoveNext());
            Assert.Equal(ask.Payload, chat.ResponseStream.Current.Payload);
            await write;
        }
    }

    [Fact]
    public async Task Concurrent_calls_all_answer()
    {
        await using var server = await TrialServer.StartAsync();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 500).Select(i => server.Client.UnaryAsync(new Ask { Count = i }).ResponseAsync));
        Assert.Equal(Enumerable.Range(0, 500), answers.Select(a => a.Count));
    }

    private sealed class ReadingHandler : DelegatingHandler
    {
        internal byte[] Seen { get; private set; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var copy = new MemoryStream();
            await (await request.Content!.ReadAsStreamAsync(cancellationToken)).CopyToAsync(copy, cancellationToken);
            Seen = copy.ToArray();
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
