using Arena.Client;
using Arena.Contracts.Channels;
using Arena.Contracts.V1;
using Grpc.Core;

namespace Arena.Tests.EndToEnd.Grpc;

/// <summary>What the client adds to the stubs: attempts, deadlines, and reasons that people can read.</summary>
public sealed class ArenaClientTests
{
    private static readonly RpcException _away = new(new Status(StatusCode.Unavailable, "The control plane is stopping."));

    [Fact]
    public async Task Read_is_sent_again_while_the_control_plane_is_away()
    {
        var leagues = new FakeLeagues { Answer = (call, _) => call <= 2 ? throw _away : Task.FromResult(new League { Id = "l" }) };
        await using var server = await ServiceHost.FakeAsync(leagues);
        using var client = new ArenaClient(server.Address);
        Assert.Equal("l", (await client.Leagues.GetAsync(new GetLeagueRequest())).Id);
        Assert.Equal(3, leagues.Calls);
    }

    [Fact]
    public async Task Read_of_what_is_not_there_is_sent_once()
    {
        var leagues = new FakeLeagues { Answer = (_, _) => throw new RpcException(new Status(StatusCode.NotFound, "none")) };
        await using var server = await ServiceHost.FakeAsync(leagues);
        using var client = new ArenaClient(server.Address);
        await Assert.ThrowsAsync<RpcException>(() => client.Leagues.GetAsync(new GetLeagueRequest()).ResponseAsync);
        Assert.Equal(1, leagues.Calls);
    }

    [Fact]
    public async Task Change_is_sent_once()
    {
        var leagues = new FakeLeagues { Answer = (_, _) => throw _away };
        await using var server = await ServiceHost.FakeAsync(leagues);
        using var client = new ArenaClient(server.Address);
        var failure = await Assert.ThrowsAsync<RpcException>(() => client.Leagues.PauseAsync(new PauseLeagueRequest()).ResponseAsync);
        Assert.Equal((StatusCode.Unavailable, "The control plane is stopping."), (failure.StatusCode, CallFailure.Reason(failure)));
        Assert.Equal(1, leagues.Calls);
    }

    [Fact]
    public async Task Call_that_is_not_answered_ends_at_the_limit_at_both_ends()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var leagues = new FakeLeagues
        {
            Answer = async (call, context) =>
            {
                if (call == 1)
                    return new League();
                using var registration = context.CancellationToken.Register(() => ended.TrySetResult());
                await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
                return new League();
            },
        };
        await using var server = await ServiceHost.FakeAsync(leagues);
        using var client = new ArenaClient(server.Address, new ArenaClientOptions { CallLimit = TimeSpan.FromSeconds(1) });
        await client.Leagues.GetAsync(new GetLeagueRequest(), deadline: DateTime.UtcNow.AddMinutes(1));
        var failure = await Assert.ThrowsAsync<RpcException>(() => client.Leagues.GetAsync(new GetLeagueRequest()).ResponseAsync);
        Assert.Equal((StatusCode.DeadlineExceeded, "no answer came in time"), (failure.StatusCode, CallFailure.Reason(failure)));
        await ended.Task.WaitAsync(ServiceHost.Limit());
        server.Log.AssertNoError();
    }

    [Fact]
    public async Task Deadline_of_the_caller_wins_over_the_limit()
    {
        DateTime? seen = null;
        var leagues = new FakeLeagues
        {
            Answer = (_, context) =>
            {
                seen = context.Deadline;
                return Task.FromResult(new League());
            },
        };
        await using var server = await ServiceHost.FakeAsync(leagues);
        using var client = new ArenaClient(server.Address, new ArenaClientOptions { CallLimit = TimeSpan.FromMinutes(1) });
        await client.Leagues.GetAsync(new GetLeagueRequest(), deadline: DateTime.UtcNow.AddHours(1));
        Assert.True(seen > DateTime.UtcNow.AddMinutes(30), $"{seen}");
        await client.Leagues.GetAsync(new GetLeagueRequest());
        Assert.InRange(seen!.Value, DateTime.UtcNow, DateTime.UtcNow.AddMinutes(1));
    }

    [Fact]
    public async Task Nobody_there_is_told_as_what_the_network_said()
    {
        using var client = new ArenaClient(new Uri("http://127.0.0.1:1"));
        var failure = await Assert.ThrowsAsync<RpcException>(() => client.Leagues.PauseAsync(new PauseLeagueRequest()).ResponseAsync);
        Assert.Equal((StatusCode.Unavailable, "Connection refused"), (failure.StatusCode, CallFailure.Reason(failure).Split(" (")[0]));
        Assert.StartsWith("the control plane is not to be reached: Connection refused", Assert.Single(CallFaults.Of(failure)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_of_a_document_come_one_by_one_and_as_text()
    {
        await using var server = await ServiceHost.ControlPlaneAsync();
        using var client = new ArenaClient(server.Address);
        var failure = await Assert.ThrowsAsync<RpcException>(() => client.Leagues.StartAsync(new StartLeagueRequest
        {
            Document = """{ "name": "f", "game": "tic_tac_toe", "repetitions": 0, "agents": ["random", "nobody"] }""",
        }).ResponseAsync);
        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
        var faults = CallFaults.Of(failure);
        Assert.Equal(2, faults.Count);
        Assert.Contains(faults, f => f.StartsWith("$.agents[1]", StringComparison.Ordinal));
        Assert.Equal(failure.Status.Detail, string.Join('\n', faults));
    }

    [Fact]
    public async Task Document_of_a_thousand_long_faults_is_refused_in_few_words()
    {
        await using var server = await ServiceHost.ControlPlaneAsync();
        using var client = new ArenaClient(server.Address);
        var agents = string.Join(",", Enumerable.Range(0, 1_000).Select(i => $"\"{new string('ü', 500)}{i}\""));
        var failure = await Assert.ThrowsAsync<RpcException>(() => client.Leagues.StartAsync(new StartLeagueRequest
        {
            Document = $$"""{ "name": "f", "game": "tic_tac_toe", "agents": [{{agents}}] }""",
        }).ResponseAsync);
        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
        Assert.EndsWith("more", CallFaults.Of(failure)[^1], StringComparison.Ordinal);
        Assert.True(failure.Trailers.Sum(t => t.Key.Length + (t.IsBinary ? t.ValueBytes.Length : t.Value.Length)) < 8_000);
    }
}
