using Arena.Contracts.V1;
using Arena.Tests.Shared;
using Grpc.Core;

namespace Arena.Tests.EndToEnd.Systems;

[Collection(EndToEndCollection.Name)]
public sealed class LeagueTests(SharedArena shared)
{
    private readonly RunningArena _arena = shared.Arena;

    // Engines are another matter: they have to be installed. So is a league that ends with its test.
    public static TheoryData<string> Samples => new(Repository.SampleLeagues
        .Where(file => !File.ReadLines(file).Any(line => line.Contains("\"engine\":", StringComparison.Ordinal)
            || line.Contains("\"sprt\":", StringComparison.Ordinal)))
        .Select(file => Path.GetFileName(file)!));

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Sample_league_over_three_nodes_ends_with_the_standings_of_a_single_process(string sample)
    {
        var document = TestLeague.OfFile(Path.Combine(Repository.Root, "samples", "leagues", sample)).ToJson();
        var league = await _arena.StartLeagueAsync(document);
        await _arena.AssertWholeAsync(document, league);
        var nodes = (await _arena.CompleteAsync(league)).Nodes;
        Assert.Equal(["node-1", "node-2", "node-3"], nodes.Select(n => n.Node).Order());
        Assert.All(nodes, n => Assert.True(n.Matches > 0));
    }

    [Theory]
    [InlineData("\"format\": \"gauntlet\", \"seeds\": 2")]
    [InlineData("\"format\": \"swiss\", \"rounds\": 4")]
    [InlineData("\"format\": \"knockout\"")]
    [InlineData("\"format\": \"ladder\", \"rounds\": 12")]
    public async Task Every_format_ends_with_the_standings_of_a_single_process(string format)
    {
        var document = $$"""
            {
              "name": "formats", "game": "connect_four", "repetitions": 3, {{format}},
              "agents": ["random", { "name": "r2", "strategy": "random" }, { "name": "r3", "strategy": "random" },
                { "name": "r4", "strategy": "random" }, { "name": "r5", "strategy": "random" }]
            }
            """;
        await _arena.AssertWholeAsync(document, await _arena.StartLeagueAsync(document));
    }

    [Fact]
    public async Task League_with_a_test_ends_when_it_is_decided_and_says_so()
    {
        var league = await _arena.StartLeagueAsync(
            await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", "leagues", "sprt.json")));
        Standings? last = null;
        await foreach (var standings in _arena.Client.WatchLeagueAsync(league, TimeSpan.FromMinutes(1), CancellationToken.None))
            last = standings;
        Assert.Equal((LeagueState.Stopped, "H1"), (last!.League.State, last.Sprt.Decision));
        Assert.True(last.Sprt.Llr >= last.Sprt.Upper);
        Assert.True(2 * last.Sprt.Counts.Sum() <= last.League.Played && last.League.Played < last.League.Matches);
    }

    [Fact]
    public async Task Leagues_that_run_side_by_side_do_not_mix()
    {
        var documents = Enumerable.Range(1, 5).Select(seed => $$"""
            { "name": "side-{{seed}}", "game": "tic_tac_toe", "seed": {{seed}}, "repetitions": 100, "agents": ["random", "greedy"] }
            """).ToArray();
        var leagues = await Task.WhenAll(documents.Select(_arena.StartLeagueAsync));
        foreach (var (document, league) in documents.Zip(leagues))
            await _arena.AssertWholeAsync(document, league);
    }

    [Fact]
    public async Task Agents_that_crash_stall_or_cheat_forfeit_and_the_league_goes_on()
    {
        var league = await _arena.StartLeagueAsync("""
            {
              "name": "drills", "game": "connect_four", "moveTimeLimit": "300ms",
              "agents": ["random", "crash", "stall", "illegal"]
            }
            """);
        var standings = await _arena.CompleteAsync(league);
        var matches = await _arena.MatchesAsync(league);

        Assert.Equal((12, 12), (standings.League.Played, standings.League.Forfeited));
        Assert.Equal("random", standings.Rows[0].Agent);
        Assert.Equal(6, standings.Rows[0].Wins);
        Assert.Contains(matches, m => m.Verdicts.Contains(Verdict.Crash) && m.Reason.StartsWith("crash", StringComparison.Ordinal));
        Assert.Contains(matches, m =>
            m.Verdicts.Contains(Verdict.Timeout) && m.Reason.Contains("did not answer within 0.3 s", StringComparison.Ordinal));
        Assert.Contains(matches, m => m.Verdicts.Contains(Verdict.Illegal) && m.Reason.Contains("legal were", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_again_with_the_same_id_returns_the_first_league()
    {
        var request = new StartLeagueRequest { Id = $"twice-{Guid.NewGuid():n}",
            Document = """{ "name": "twice", "game": "tic_tac_toe", "agents": ["random", "greedy"] }""" };
        var first = await _arena.Client.Leagues.StartAsync(request);
        var second = await _arena.Client.Leagues.StartAsync(request);
        Assert.Equal((first.Id, first.CreatedAt), (second.Id, second.CreatedAt));
        await _arena.CompleteAsync(first.Id);
        Assert.Equal(2, (await _arena.MatchesAsync(first.Id)).Count);
    }

    [Fact]
    public async Task Start_with_the_id_of_another_document_is_ALREADY_EXISTS()
    {
        var id = $"taken-{Guid.NewGuid():n}";
        await _arena.Client.Leagues.StartAsync(
            new StartLeagueRequest { Id = id, Document = """{ "name": "a", "game": "tic_tac_toe", "agents": ["random", "greedy"] }""" });
        var failure = await FailureAsync(() => _arena.Client.Leagues.StartAsync(
            new StartLeagueRequest { Id = id, Document = """{ "name": "b", "game": "ipd", "agents": ["joss", "feld"] }""" }).ResponseAsync);
        Assert.Equal(StatusCode.AlreadyExists, failure.StatusCode);
        Assert.Contains(id, failure.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_with_a_faulty_document_is_INVALID_ARGUMENT_with_a_line_per_fault_and_starts_nothing()
    {
        var before = (await _arena.Client.Leagues.ListAsync(new ListLeaguesRequest())).Leagues.Count;
        var failure = await FailureAsync(() => _arena.Client.Leagues.StartAsync(new StartLeagueRequest
        {
            Document = """{ "name": "x", "game": "ipd", "repetitions": -1, "agents": ["joss", "tit-for-tatt"], "colour": "red" }""",
        }).ResponseAsync);
        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
        Assert.Contains("$.repetitions: found -1", failure.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("$.agents[1]: unknown strategy \"tit-for-tatt\"", failure.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("$.colour: unknown field", failure.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(before, (await _arena.Client.Leagues.ListAsync(new ListLeaguesRequest())).Leagues.Count);
    }

    [Fact]
    public async Task Unknown_ids_are_NOT_FOUND_everywhere()
    {
        var client = _arena.Client;
        Func<Task>[] calls =
        [
            () => client.Leagues.GetAsync(new GetLeagueRequest { Id = "nope" }).ResponseAsync,
            () => client.Leagues.GetStandingsAsync(new GetStandingsRequest { LeagueId = "nope" }).ResponseAsync,
            () => client.Leagues.Watch(new WatchLeagueRequest { LeagueId = "nope" }).ResponseStream.MoveNext(default),
            () => client.Leagues.ListMatches(new ListMatchesRequest { LeagueId = "nope" }).ResponseStream.MoveNext(default),
            () => client.Nodes.GetAsync(new GetNodeRequest { Name = "nope" }).ResponseAsync,
        ];
        foreach (var call in calls)
        {
            var failure = await FailureAsync(call);
            Assert.Equal(StatusCode.NotFound, failure.StatusCode);
            Assert.Contains("nope", failure.Status.Detail, StringComparison.Ordinal);
        }
    }

    private static Task<RpcException> FailureAsync(Func<Task> call) => Assert.ThrowsAsync<RpcException>(call);
}
