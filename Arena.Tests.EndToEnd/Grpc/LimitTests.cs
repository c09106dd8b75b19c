using Arena.Contracts.Channels;
using Arena.Contracts.V1;
using Arena.Core.Leagues.Document;
using Grpc.Core;
using Grpc.Net.Client;

namespace Arena.Tests.EndToEnd.Grpc;

/// <summary>How large messages may be.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(40)] // above the 30 MB at which Kestrel ends a body
    public async Task Request_above_the_limit_is_told_by_its_status(int mebibytes)
    {
        await using var server = await ServiceHost.ControlPlaneAsync();
        using var channel = ArenaChannel.Open(server.Address);
        var request = new StartLeagueRequest { Document = new string(' ', mebibytes << 20) };
        var failure = await Assert.ThrowsAsync<RpcException>(
            () => new LeagueService.LeagueServiceClient(channel).StartAsync(request).ResponseAsync);
        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }

    [Fact]
    public async Task Longest_league_document_passes_as_a_message_and_is_read()
    {
        await using var server = await ServiceHost.ControlPlaneAsync();
        using var channel = ArenaChannel.Open(server.Address);
        const string league = """{ "name": "long", "game": "tic_tac_toe", "agents": ["random", "greedy"] } // """;
        var document = league + new string('猫', LeagueLimits.DocumentLength - league.Length);
        var started = await new LeagueService.LeagueServiceClient(channel).StartAsync(new StartLeagueRequest { Document = document });
        Assert.Equal("long", started.Name);
    }

    [Fact]
    public async Task Model_begins_with_forty_megabytes_of_weights()
    {
        const int dimension = 10_000_000;
        await using var server = await ServiceHost.FederationAsync();
        using var channel = ArenaChannel.Open(server.Address);
        var client = new FederationService.FederationServiceClient(channel);
        var request = new CreateModelRequest { Name = "m", Dimension = dimension };
        request.Initial.AddRange(Enumerable.Repeat(1f, dimension));
        Assert.Equal(dimension, (await client.CreateModelAsync(request)).Dimension);
    }

    [Fact]
    public async Task Answer_above_the_usual_four_mebibytes_is_taken()
    {
        var leagues = new FakeLeagues { Answer = (_, _) => Task.FromResult(new League { Document = new string(' ', 20 << 20) }) };
        await using var server = await ServiceHost.FakeAsync(leagues);
        using var channel = ArenaChannel.Open(server.Address);
        Assert.Equal(20 << 20, (await new LeagueService.LeagueServiceClient(channel).GetAsync(new GetLeagueRequest())).Document.Length);
    }

    [Fact]
    public void Every_channel_comes_back_within_seconds()
    {
        var options = new GrpcChannelOptions();
        ArenaChannel.Configure(options);
        Assert.InRange(options.InitialReconnectBackoff, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1));
        Assert.InRange(options.MaxReconnectBackoff!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    }
}
