using Arena.Client;
using Arena.Contracts.V1;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Arena.Tests.EndToEnd.Grpc;

/// <summary>Callers that leave in the middle are nobody's fault, and no error in a log.</summary>
public sealed class DepartedCallerTests
{
    [Fact]
    public async Task Write_to_a_caller_who_has_left_is_no_error()
    {
        var written = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var leagues = new FakeLeagues
        {
            Watching = async (stream, context) =>
            {
                await stream.WriteAsync(new Standings());
                await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                var writing = stream.WriteAsync(new Standings());
                written.TrySetResult(await Record.ExceptionAsync(() => writing));
                await writing;
            },
        };
        await using var server = await ServiceHost.FakeAsync(leagues);
        using var client = new ArenaClient(server.Address);
        using (var call = client.Leagues.Watch(new WatchLeagueRequest()))
            Assert.True(await call.ResponseStream.MoveNext(ServiceHost.Limit()));
        Assert.IsType<InvalidOperationException>(await written.Task.WaitAsync(ServiceHost.Limit()));
        await StopAndFindNoErrorAsync(server);
    }

    [Fact]
    public async Task Read_that_fails_before_it_is_known_that_the_caller_left_is_no_error()
    {
        var leagues = new FakeLeagues { Answer = (_, _) => throw new IOException("The client reset the request stream.") };
        await using var server = await ServiceHost.FakeAsync(leagues);
        using var client = new ArenaClient(server.Address);
        var failure = await Assert.ThrowsAsync<RpcException>(() => client.Leagues.PauseAsync(new PauseLeagueRequest()).ResponseAsync);
        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
        await StopAndFindNoErrorAsync(server);
    }

    [Fact]
    public async Task Failure_while_the_caller_is_there_is_an_error()
    {
        var leagues = new FakeLeagues { Answer = (_, _) => throw new InvalidOperationException("a bug") };
        await using var server = await ServiceHost.FakeAsync(leagues);
        using var client = new ArenaClient(server.Address);
        var failure = await Assert.ThrowsAsync<RpcException>(() => client.Leagues.PauseAsync(new PauseLeagueRequest()).ResponseAsync);
        Assert.DoesNotContain("a bug", failure.Status.Detail, StringComparison.Ordinal);
        Assert.Contains(server.Log.Of(LogLevel.Error), text => text.Contains("a bug", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Callers_are_told_details_where_that_is_configured()
    {
        var leagues = new FakeLeagues { Answer = (_, _) => throw new InvalidOperationException("a bug") };
        await using var server = await ServiceHost.FakeAsync(leagues, tls: null, ("Grpc:EnableDetailedErrors", "true"));
        using var client = new ArenaClient(server.Address);
        var failure = await Assert.ThrowsAsync<RpcException>(() => client.Leagues.PauseAsync(new PauseLeagueRequest()).ResponseAsync);
        Assert.Contains("a bug", failure.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watchers_nodes_and_bots_that_leave_in_the_middle_of_a_league_leave_no_error()
    {
        await using var controlPlane = await ServiceHost.ControlPlaneAsync();
        await using var node = await ServiceHost.NodeAsync(controlPlane.Address);
        using var client = new ArenaClient(controlPlane.Address);
        var league = await client.Leagues.StartAsync(new StartLeagueRequest
        {
            Document = """{ "name": "leavers", "game": "tic_tac_toe", "repetitions": 2000, "agents": ["random", "greedy"] }""",
        });
        await Parallel.ForAsync(0, 40, async (i, limit) =>
        {
            var request = new WatchLeagueRequest { LeagueId = league.Id, MinIntervalMs = 20 };
            using (var watch = client.Leagues.Watch(request, cancellationToken: limit))
                await watch.ResponseStream.MoveNext(limit);
            using (var matches = client.Leagues.ListMatches(new ListMatchesRequest { LeagueId = league.Id }, cancellationToken: limit))
                await matches.ResponseStream.MoveNext(limit);
            using (var bot = new RawBot(node.Address, $"b{i}"))
                await bot.WelcomeAsync();
            using var work = new RawNode(controlPlane.Address, $"n{i}");
            await work.WelcomeAsync();
        });
        await StopAndFindNoErrorAsync(controlPlane);
        await StopAndFindNoErrorAsync(node);
    }

    private static async Task StopAndFindNoErrorAsync(ServiceHost server)
    {
        await server.KillAsync();
        server.Log.AssertNoError();
    }
}
