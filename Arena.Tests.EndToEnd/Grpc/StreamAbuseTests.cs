using Arena.Contracts.V1;
using Grpc.Core;
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

    [Fact]
    public async Task Node_that_comes_again_takes_the_place_of_its_older_stream()
    {
        await using var controlPlane = await ServiceHost.ControlPlaneAsync();
        using var first = new RawNode(controlPlane.Address, "n");
        await first.WelcomeAsync();
        using var second = new RawNode(controlPlane.Address, "n");
        await second.WelcomeAsync();
        Assert.False(await first.NextAsync());
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
