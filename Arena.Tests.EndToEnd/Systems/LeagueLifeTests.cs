using System.Net;
using System.Text.Json;
using Arena.Contracts.V1;
using Grpc.Core;

namespace Arena.Tests.EndToEnd.Systems;

[Collection(EndToEndCollection.Name)]
public sealed class LeagueLifeTests(SharedArena shared)
{
    private const string Document = """
        { "name": "life", "game": "tic_tac_toe", "seed": 7, "repetitions": 10000, "agents": ["random", "greedy"] }
        """;

    private readonly RunningArena _arena = shared.Arena;

    [Fact]
    public async Task Paused_league_waits_and_ends_with_the_standings_of_one_that_was_not()
    {
        var id = await _arena.StartLeagueAsync(Document);
        await _arena.PlayedAsync(id, 1_000);
        var paused = await Leagues.PauseAsync(new PauseLeagueRequest { Id = id });
        Assert.Equal((LeagueState.Paused, true), (paused.State, paused.PausedAt is not null));
        Assert.Equal(LeagueState.Paused, (await Leagues.PauseAsync(new PauseLeagueRequest { Id = id })).State);
        await QuietAsync(id);
        var standings = await Leagues.GetStandingsAsync(new GetStandingsRequest { LeagueId = id });
        Assert.Equal((LeagueState.Paused, ""), (standings.League.State, standings.Stalled));
        var played = (await _arena.MatchesAsync(id)).Count;
        Assert.InRange(played, 1_000, standings.League.Matches - 1);

        // Another league has the nodes to itself meanwhile.
        const string Other = """{ "name": "other", "game": "ipd", "agents": ["joss", "feld"] }""";
        await _arena.AssertWholeAsync(Other, await _arena.StartLeagueAsync(Other));
        Assert.Equal(played, (await _arena.MatchesAsync(id)).Count);

        Assert.Equal(LeagueState.Running, (await Leagues.ResumeAsync(new ResumeLeagueRequest { Id = id })).State);
        await _arena.AssertWholeAsync(Document, id);
        await FailsAsync(() =>
            Leagues.PauseAsync(new PauseLeagueRequest { Id = id }).ResponseAsync, StatusCode.FailedPrecondition,
            "found it completed; wanted it running or paused");
        await FailsAsync(() =>
            Leagues.StopAsync(new StopLeagueRequest { Id = id }).ResponseAsync, StatusCode.FailedPrecondition, "found it completed");
    }

    [Fact]
    public async Task Pause_outlives_the_control_plane()
    {
        await using var arena = await RunningArena.StartAsync(nodes: 2);
        var id = await arena.StartLeagueAsync(Document);
        await arena.PlayedAsync(id, 1_000);
        await arena.Client.Leagues.PauseAsync(new PauseLeagueRequest { Id = id });
        using (var process = System.Diagnostics.Process.GetProcessById(arena.ProcessOf("controlplane")))
            process.Kill();
        var found = await arena.Client.RetryAsync(() =>
            arena.Client.Leagues.GetAsync(new GetLeagueRequest { Id = id }).ResponseAsync, RunningArena.Patience, RunningArena.Limit());
        Assert.Equal(LeagueState.Paused, found.State);
        await arena.Client.Leagues.ResumeAsync(new ResumeLeagueRequest { Id = id });
        await arena.AssertWholeAsync(Document, id);
    }

    [Fact]
    public async Task Stopped_league_ends_its_watchers_and_keeps_the_standings_of_what_was_played()
    {
        var id = await _arena.StartLeagueAsync(Document);
        await _arena.PlayedAsync(id, 1_000);
        var watched = _arena.CompleteAsync(id);
        var stopped = await Leagues.StopAsync(new StopLeagueRequest { Id = id });
        Assert.Equal((LeagueState.Stopped, true), (stopped.State, stopped.StoppedAt is not null));

        var last = await watched;
        Assert.Equal((LeagueState.Stopped, stopped.Played), (last.League.State, last.League.Played));
        Assert.Equal(stopped.Played, last.Rows.Sum(r => r.Wins) + (last.Rows.Sum(r => r.Draws) / 2));
        Assert.Equal(stopped.Played, (await _arena.MatchesAsync(id)).Count);
        Assert.Equal(stopped, await Leagues.StopAsync(new StopLeagueRequest { Id = id }));
        await FailsAsync(() =>
            Leagues.ResumeAsync(new ResumeLeagueRequest { Id = id }).ResponseAsync, StatusCode.FailedPrecondition,
            "cannot be resumed: found it stopped");
    }

    [Fact]
    public async Task League_that_is_not_there_is_NOT_FOUND_with_what_exists()
    {
        var known = (await Leagues.StartAsync(
            new StartLeagueRequest { Document = """{ "name": "known", "game": "tic_tac_toe", "agents": ["random", "greedy"] }""" })).Id;
        await FailsAsync(() => Leagues.PauseAsync(new PauseLeagueRequest { Id = "nope" }).ResponseAsync, StatusCode.NotFound, known);
        await FailsAsync(() => Leagues.ResumeAsync(new ResumeLeagueRequest { Id = "nope" }).ResponseAsync, StatusCode.NotFound, known);
        await FailsAsync(() => Leagues.StopAsync(new StopLeagueRequest { Id = "nope" }).ResponseAsync, StatusCode.NotFound, known);
    }

    [Fact]
    public async Task Rest_and_the_command_line_do_the_same()
    {
        var id = await _arena.StartLeagueAsync(Document);
        using var http = new HttpClient { BaseAddress = _arena.Endpoint("controlplane", "http") };
        using (var paused = await http.PostAsync($"/v1/leagues/{id}/pause", content: null))
            Assert.Equal("paused", JsonDocument.Parse(await paused.Content.ReadAsStringAsync()).RootElement.GetProperty("state")
                .GetString());
        var endpoint = _arena.Client.Address.ToString();
        Assert.Contains("  paused", (await CommandLine.RunAsync("leagues", "--endpoint", endpoint)).Output, StringComparison.Ordinal);
        Assert.StartsWith($"{id}: running, ", (await CommandLine.RunAsync("resume", id, "--endpoint", endpoint)).Output,
            StringComparison.Ordinal);
        var stopped = await CommandLine.RunAsync("stop", id, "--json", "--endpoint", endpoint);
        Assert.Contains("LEAGUE_STATE_STOPPED", stopped.Output, StringComparison.Ordinal);
        using (var refused = await http.PostAsync($"/v1/leagues/{id}/resume", content: null))
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        using (var missing = await http.PostAsync("/v1/leagues/nope/stop", content: null))
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        var failed = await CommandLine.RunAsync("pause", id, "--endpoint", endpoint);
        Assert.Equal((1, ""), (failed.ExitCode, failed.Output));
        Assert.Contains("found it stopped; wanted it running or paused", failed.Errors, StringComparison.Ordinal);
    }

    private LeagueService.LeagueServiceClient Leagues => _arena.Client.Leagues;

    /// <summary>Returns when no node holds anything: what had begun is played, the rest was given back.</summary>
    private Task QuietAsync(string id) => Eventually.IsTrueAsync(
        () => _arena.Client.Nodes.List(new ListNodesRequest()).Nodes.All(n => n.Held == 0), $"no node holds tasks of {id}");

    private static async Task FailsAsync(Func<Task> call, StatusCode code, string told)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(code, failure.StatusCode);
        Assert.Contains(told, failure.Status.Detail, StringComparison.Ordinal);
    }
}
