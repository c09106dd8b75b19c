using System.Net;
using Arena.Contracts.Channels;
using Arena.Node.Agents.Bots;
using Arena.ServiceDefaults.Grpc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Arena.Tests.EndToEnd.Grpc;

/// <summary>Ends of a stream whose machine vanished are found out by pings.</summary>
public sealed class KeepAliveTests
{
    [Fact]
    public async Task Bot_whose_machine_vanished_is_noticed()
    {
        await using var node = await ServiceHost.NodeAsync(
            new Uri("http://127.0.0.1:1"), tls: null, ("Grpc:KeepAlivePingDelay", "00:00:01"), ("Grpc:KeepAlivePingTimeout", "00:00:01"));
        var lobby = node.Services.GetRequiredService<BotLobby>();
        await using var network = new SilentProxy(node.Address);
        using var bot = new RawBot(network.Address, "ann");
        await bot.WelcomeAsync();
        Assert.Equal("ann", Assert.Single(lobby.Connected).Name);
        network.FallSilent();
        await Eventually.IsTrueAsync(() => lobby.Connected.Count == 0, "the bot is gone");
    }

    // What docs/bots.md promises: noticed after 10 to 30 s.
    [Fact]
    public async Task Pings_come_after_ten_seconds_and_are_awaited_for_twenty()
    {
        await using var node = await ServiceHost.NodeAsync(new Uri("http://127.0.0.1:1"));
        var limits = node.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.Http2;
        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20)), (limits.KeepAlivePingDelay, limits.KeepAlivePingTimeout));
    }

    [Fact]
    public void Clients_ping_while_a_call_is_open()
    {
        using var handler = ArenaChannel.CreateHandler(trustedRoots: null);
        Assert.Equal(
            (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10), HttpKeepAlivePingPolicy.WithActiveRequests),
            (handler.KeepAlivePingDelay, handler.KeepAlivePingTimeout, handler.KeepAlivePingPolicy));
    }

    [Theory]
    [InlineData("Grpc:KeepAlivePingDelay", "00:00:00")]
    [InlineData("Grpc:MaxReceiveMessageSize", "0")]
    public async Task Setting_out_of_bounds_keeps_the_service_from_starting(string key, string value)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(
            () => ServiceHost.ControlPlaneAsync(port: 0, tls: null, (key, value)));
        Assert.Equal(typeof(GrpcOptions), failure.OptionsType);
        Assert.Contains(key.Split(':')[1], failure.Message, StringComparison.Ordinal);
    }
}
