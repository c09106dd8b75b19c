using Arena.Contracts.V1;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.EndToEnd.Grpc;

/// <summary>Bots and nodes that do not keep to the rules of their streams.</summary>
public sealed class StreamAbuseTests
{
    [Fact]
    public async Task Bot_that_sends_what_nobody_asked_for_stays_and_changes_nothing()
    {
        await using var node = await ServiceHost.NodeAsync(new Uri("http://127.0.0.1:1"));
        using var bot = new RawBot(node.Address, "ann");
        await bot.WelcomeAsync();
        BotMessage[] noise =
        [
            new(), new() { Ready = new Ready() }, new() { Move = new Move() },
            new() { Move = new Move { GameId = "no such game", Turn = -1, Action = int.MinValue } },
            new() { Hello = new BotHello { Name = "bob", Session = "t" } },
        ];
        for (var i = 0; i < 1_000; i++)
            await bot.Call.RequestStream.WriteAsync(noise[i % noise.Length]);
        Assert.Equal("ann", Assert.Single(node.Services.GetRequiredService<Arena.Node.Agents.Bots.BotLobby>().Connected).Name);
        await bot.Call.RequestStream.CompleteAsync();
        Assert.False(await bot.Call.ResponseStream.MoveNext());
        await ServesAsync(node);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stream_that_does_not_begin_with_hello_is_told(bool withSomething)
    {
        await using var node = await ServiceHost.NodeAsync(new Uri("http://127.0.0.1:1"));
        using var bot = new RawBot(node.Address, "ann");
        if (withSomething)
            await bot.Call.RequestStream.WriteAsync(new BotMessage { Move = new Move() });
        await bot.Call.RequestStream.CompleteAsync();
        var failure = await Assert.ThrowsAsync<RpcException>(() => bot.Call.ResponseStream.MoveNext());
        Assert.Equal((StatusCode.InvalidArgument, "The first message must be hello."), (failure.StatusCode, failure.Status.Detail));
        await ServesAsync(node);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Message_that_cannot_be_read_is_the_callers_fault(bool first)
    {
        await using var node = await ServiceHost.NodeAsync(new Uri("http://127.0.0.1:1"));
        using var channel = GrpcChannel.ForAddress(node.Address);
        var bytes = new Marshaller<byte[]>(b => b, b => b);
        var play = new Method<byte[], byte[]>(MethodType.DuplexStreaming, "arena.v1.BotService", "Play", bytes, bytes);
        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(
            play, host: null, new CallOptions(cancellationToken: ServiceHost.Limit()));
        if (!first)
        {
            await call.RequestStream.WriteAsync(new BotMessage { Hello = new BotHello { Name = "ann", Session = "s" } }.ToByteArray());
            Assert.True(await call.ResponseStream.MoveNext()); // welcome
        }

        await call.RequestStream.WriteAsync([0x0a, 0x7f, 0x01]); // a text that is longer than the message
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal(
            (StatusCode.InvalidArgument, "A message of the call cannot be read: it is none of this rpc."),
            (failure.StatusCode, failure.Status.Detail));
        await ServesAsync(node);
    }

    [Theory]
    [InlineData("n\0", "s", "The node's name has a NUL character in it.")]
    [InlineData("n", "s\0", "The session has a NUL character in it.")]
    [InlineData("", "s", "hello must have a node, a session and a capacity of at least 1; it has '', 's' and 16.")]
    [InlineData("n", null, "hello's node has 1 characters and its session 5000; wanted at most 256.")]
    public async Task Node_that_no_ledger_could_keep_is_refused(string name, string? session, string told)
    {
        await using var controlPlane = await ServiceHost.ControlPlaneAsync();
        using var node = new RawNode(controlPlane.Address, name, session ?? new string('s', 5_000));
        var failure = await Assert.ThrowsAsync<RpcException>(node.GreetAsync);
        Assert.Equal((StatusCode.InvalidArgument, told), (failure.StatusCode, failure.Status.Detail));
        controlPlane.Log.AssertNoError();
    }

    [Fact]
    public async Task Node_that_comes_again_takes_the_place_of_its_older_stream()
    {
        await using var controlPlane = await ServiceHost.ControlPlaneAsync();
        using var first = new RawNode(controlPlane.Address, "n");
        await first.WelcomeAsync();
        using var second = new RawNode(controlPlane.Address, "n");
        await second.WelcomeAsync();
        while (await first.NextAsync())
        {
            // What it was told before; then it ends.
        }

        controlPlane.Log.AssertNoError();
    }

    [Fact]
    public async Task Streams_of_one_session_at_once_end_without_an_error()
    {
        await using var controlPlane = await ServiceHost.ControlPlaneAsync();
        var nodes = Enumerable.Range(0, 30).Select(_ => new RawNode(controlPlane.Address, "n")).ToArray();
        var ends = await Task.WhenAll(nodes.Select(n => Record.ExceptionAsync(n.GreetAsync).AsTask()));
        Assert.All(ends, end => Assert.True(end is null or RpcException { StatusCode: StatusCode.Cancelled }, end?.ToString()));
        using var last = new RawNode(controlPlane.Address, "n");
        await last.WelcomeAsync();
        foreach (var node in nodes)
            node.Dispose();
        await controlPlane.KillAsync();
        controlPlane.Log.AssertNoError();
    }

    private static async Task ServesAsync(ServiceHost node)
    {
        using var other = new RawBot(node.Address, "carl");
        Assert.Equal("n", (await other.WelcomeAsync()).Node);
        node.Log.AssertNoError();
    }
}
