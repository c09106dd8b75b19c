using Arena.Client.Bots;
using Arena.Contracts.V1;
using Arena.Tests.EndToEnd.Node.Agents.Bots;
using Arena.Tests.EndToEnd.Samples;
using Grpc.Core;

namespace Arena.Tests.EndToEnd.Systems;

/// <summary>Bots play in leagues over three nodes.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class BotTests(SharedArena shared)
{
    private readonly RunningArena _arena = shared.Arena;

    [Theory]
    [InlineData(SampleBot.Python)]
    public Task Python_sample_plays_a_league_and_killed_and_restarted_it_goes_on(string language)
    {
        Requires.SampleBot(SampleBot.Python);
        return PlayWithSampleAsync(language);
    }

    [Theory]
    [InlineData(SampleBot.JavaScript)]
    public Task JavaScript_sample_plays_a_league_and_killed_and_restarted_it_goes_on(string language)
    {
        Requires.SampleBot(SampleBot.JavaScript);
        return PlayWithSampleAsync(language);
    }

    [Theory]
    [InlineData(SampleBot.CSharp)]
    public Task CSharp_sample_plays_a_league_and_killed_and_restarted_it_goes_on(string language)
    {
        Requires.SampleBot(SampleBot.CSharp);
        return PlayWithSampleAsync(language);
    }

    [Fact]
    public async Task Bot_that_leaves_in_mid_game_forfeits_that_game_and_plays_the_others_when_it_is_back()
    {
        var league = await _arena.StartLeagueAsync(Document("leaver", 3));
        var leaver = TestBot.Silent();
        using (var leave = new CancellationTokenSource())
        {
            var running = Runner(leaver, "leaver", Node("node-1")).RunAsync(leave.Token);
            await leaver.Asked.WaitAsync(RunningArena.Limit());
            await leave.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        }

        // The others wait for it, wherever it comes.
        using var stop = new CancellationTokenSource();
        var back = Runner(new TestBot(), "leaver", Node("node-3")).RunAsync(stop.Token);
        await _arena.CompleteAsync(league);
        var matches = await _arena.MatchesAsync(league);
        Assert.Equal(6, matches.Count);
        var forfeit = Assert.Single(matches, m => m.Verdicts.Contains(Verdict.Disconnect));
        Assert.Contains("'leaver' left", forfeit.Reason, StringComparison.Ordinal);
        Assert.Equal(5, matches.Count(m => m.Verdicts.All(v => v == Verdict.Ok)));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => back);
    }

    [Fact]
    public async Task Second_process_at_another_node_is_sent_away_and_the_first_is_shown()
    {
        using var stop = new CancellationTokenSource();
        var first = Runner(new TestBot(), "solo", Node("node-1")).RunAsync(stop.Token);
        await Eventually.IsTrueAsync(() => Nodes().Single(n => n.Name == "node-1").Bots.Contains("solo"), "node-1 has the bot");
        var told = await Assert.ThrowsAsync<RpcException>(() =>
            Runner(new TestBot(), "solo", Node("node-2")).RunAsync(RunningArena.Limit()));
        Assert.Equal(StatusCode.AlreadyExists, told.StatusCode);
        Assert.Contains("node-1", told.Status.Detail, StringComparison.Ordinal);
        Assert.False(first.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    private async Task PlayWithSampleAsync(string language)
    {
        var node = Node("node-2");
        var league = await _arena.StartLeagueAsync(Document(language, 200));
        await using (var first = SampleBot.Start(language, [language, node.ToString()]))
        {
            Assert.Equal($"{language} plays at node-2", await first.NextLineAsync());
            Assert.Contains(" v ", await first.NextLineAsync(), StringComparison.Ordinal);
            first.Kill();
        }

        await using var second = SampleBot.Start(language, [language, node.ToString()]);
        var standings = await _arena.CompleteAsync(league);
        var matches = await _arena.MatchesAsync(league);
        Assert.Equal(400, standings.League.Played);
        Assert.All(matches.SelectMany(m => m.Verdicts), verdict =>
            Assert.True(verdict is Verdict.Ok or Verdict.Disconnect, verdict.ToString()));
        Assert.InRange(matches.Count(m => m.Verdicts.Contains(Verdict.Disconnect)), 0, 8); // the games it was in
    }

    private static string Document(string bot, int repetitions) => $$"""
        { "name": "with-{{bot}}", "game": "tic_tac_toe", "repetitions": {{repetitions}},
          "agents": [{ "name": "{{bot}}", "bot": true }, "random"] }
        """;

    private static BotRunner Runner(IBot bot, string name, Uri node) => new(bot, new BotOptions { Name = name, Nodes = [node] });

    private Uri Node(string name) => new(Nodes().Single(n => n.Name == name).GrpcAddress);

    private IReadOnlyList<Contracts.V1.Node> Nodes() =>
        _arena.Client.Nodes.List(new ListNodesRequest(), cancellationToken: RunningArena.Limit()).Nodes;
}
