using Arena.Client;
using Arena.Client.Bots;
using Arena.Contracts.V1;
using Arena.Tests.EndToEnd.Node.Agents.Bots;
using Grpc.Core;

namespace Arena.Tests.EndToEnd.Grpc;

/// <summary>Callers that are given several addresses, of which some do not answer, or do not any more.</summary>
public sealed class FailoverTests
{
    private static readonly Uri _nobody = new("http://127.0.0.1:1");

    [Fact]
    public async Task Change_is_made_at_another_replica_when_the_first_is_not_there()
    {
        var leagues = new FakeLeagues();
        await using var server = await ServiceHost.FakeAsync(leagues);
        using var client = new ArenaClient([_nobody, server.Address]);
        await client.Leagues.PauseAsync(new PauseLeagueRequest());
        await client.Leagues.PauseAsync(new PauseLeagueRequest());
        Assert.Equal((2, server.Address), (leagues.Calls, client.Address));
    }

    // It may have happened all the same.
    [Fact]
    public async Task Change_that_was_heard_and_failed_is_not_made_again_but_the_next_one_goes_to_another()
    {
        var stopping = new FakeLeagues { Answer = (_, _) => throw new RpcException(new Status(StatusCode.Unavailable, "stopping")) };
        await using var first = await ServiceHost.FakeAsync(stopping);
        var leagues = new FakeLeagues();
        await using var second = await ServiceHost.FakeAsync(leagues);
        using var client = new ArenaClient([first.Address, second.Address]);
        await Assert.ThrowsAsync<RpcException>(() => client.Leagues.PauseAsync(new PauseLeagueRequest()).ResponseAsync);
        Assert.Equal((1, 0), (stopping.Calls, leagues.Calls));
        await client.Leagues.PauseAsync(new PauseLeagueRequest());
        Assert.Equal((1, 1), (stopping.Calls, leagues.Calls));
    }

    [Fact]
    public async Task Read_is_answered_by_another_replica_while_the_first_says_that_it_is_away()
    {
        var stopping = new FakeLeagues { Answer = (_, _) => throw new RpcException(new Status(StatusCode.Unavailable, "stopping")) };
        await using var first = await ServiceHost.FakeAsync(stopping);
        var leagues = new FakeLeagues { Answer = (_, _) => Task.FromResult(new League { Id = "l" }) };
        await using var second = await ServiceHost.FakeAsync(leagues);
        using var client = new ArenaClient([first.Address, second.Address]);
        Assert.Equal("l", (await client.Leagues.GetAsync(new GetLeagueRequest())).Id);
    }

    [Fact]
    public async Task None_that_answers_is_told_as_what_the_network_said()
    {
        using var client = new ArenaClient([_nobody, new Uri("http://127.0.0.1:2")]);
        var failure = await Assert.ThrowsAsync<RpcException>(() => client.Leagues.PauseAsync(new PauseLeagueRequest()).ResponseAsync);
        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        Assert.StartsWith("the control plane is not to be reached: Connection refused", Assert.Single(CallFaults.Of(failure)),
            StringComparison.Ordinal);
    }

    // The second replica may know less than the first did when it was killed.
    [Fact]
    public async Task Watch_goes_on_at_another_replica_without_what_was_seen_or_is_older()
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = await ServiceHost.FakeAsync(new FakeLeagues
        {
            Watching = async (stream, context) =>
            {
                await stream.WriteAsync(Played(3));
                await stream.WriteAsync(Played(7));
                told.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
            },
        });
        await using var second = await ServiceHost.FakeAsync(new FakeLeagues
        {
            Watching = async (stream, _) =>
            {
                foreach (var played in new[] { 3, 7, 8 })
                    await stream.WriteAsync(Played(played));
                await stream.WriteAsync(Played(9, LeagueState.Completed));
            },
        });
        using var client = new ArenaClient([first.Address, second.Address]);
        var killing = told.Task.ContinueWith(_ => first.DisposeAsync().AsTask(), TaskScheduler.Default).Unwrap();
        var seen = new List<int>();
        await foreach (var standings in client.WatchLeagueAsync("l", TimeSpan.FromSeconds(30), ServiceHost.Limit()))
            seen.Add(standings.League.Played);
        await killing;
        Assert.Equal([3, 7, 8, 9], seen);
    }

    [Fact]
    public async Task Bot_comes_to_a_node_that_is_there_and_goes_to_the_next_when_that_is_gone()
    {
        using var stop = new CancellationTokenSource();
        var welcomes = System.Threading.Channels.Channel.CreateUnbounded<bool>();
        await using var second = await BotNode.StartAsync();
        Task running;
        await using (var first = await BotNode.StartAsync())
        {
            var options = new BotOptions { Name = "ann", Nodes = [_nobody, first.Address, second.Address] };
            running = new BotRunner(new TestBot(), options) { Welcomed = _ => welcomes.Writer.TryWrite(true) }.RunAsync(stop.Token);
            await welcomes.Reader.ReadAsync(ServiceHost.Limit());
            Assert.Equal(["ann"], first.Lobby.Connected.Select(bot => bot.Name));
        }

        await welcomes.Reader.ReadAsync(ServiceHost.Limit());
        Assert.Equal(["ann"], second.Lobby.Connected.Select(bot => bot.Name));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static Standings Played(int played, LeagueState state = LeagueState.Running) =>
        new() { League = new League { Id = "l", Version = 1, Played = played, State = state } };
}
