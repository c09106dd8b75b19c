using Arena.ControlPlane.Trials;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Document;
using Arena.Core.Leagues.Formats;
using Arena.Core.Leagues.Standings;
using Arena.Core.Matches;
using Arena.Tests.Shared;

namespace Arena.Tests.ControlPlane.Trials;

public sealed class TrialRunnerTests
{
    [Theory]
    [InlineData("round-robin", "")]
    [InlineData("knockout", "")]
    [InlineData("swiss", "\"rounds\": 3, ")]
    public async Task Whole_league_that_is_small_has_the_table_that_it_would_have(string format, string more)
    {
        var league = TestLeague.Of(
            $$"""
            { "name": "l", "game": "tic_tac_toe", "format": "{{format}}", {{more}}
              "agents": ["random", "greedy", "minimax", { "name": "other", "strategy": "random" }] }
            """);
        using var trials = new TrialRunner(TimeProvider.System);

        var trial = await PlayedAsync(trials, league.ToJson());

        Assert.Equal(TrialEnd.Complete, trial.End);
        Assert.Equal(await TableAsync(league), trial.Rows);
        Assert.Equal(trial.Matches, trial.Played);
    }

    [Fact]
    public async Task Large_league_is_played_as_far_as_a_try_goes()
    {
        using var trials = new TrialRunner(TimeProvider.System);
        var trial = await PlayedAsync(
            trials, """{ "name": "l", "game": "tic_tac_toe", "repetitions": 1000, "agents": ["random", "greedy"] }""");
        Assert.Equal((2_000, TrialRunner.MostMatches, TrialEnd.Matches), (trial.Matches, trial.Played, trial.End));
        Assert.Equal(2 * TrialRunner.MostMatches, trial.Rows.Sum(row => row.Rating.Games));
    }

    [Fact]
    public async Task Time_ends_it_and_meanwhile_no_other_is_tried()
    {
        var time = new WatchedTime();
        using var trials = new TrialRunner(time);
        var stalled = LeagueDocument.Parse(
            """{ "name": "l", "game": "ipd", "moveTimeLimit": "60m", "agents": [{ "name": "s", "strategy": "stall" }, "random"] }""");

        var trial = trials.PlayAsync(stalled, default);
        Assert.IsType<TrialOutcome.Busy>(await trials.PlayAsync(stalled, default));
        while (time.WaitingTimers == 0)
            await Task.Yield();
        time.Advance(TrialRunner.MostTime);

        var played = Assert.IsType<TrialOutcome.Played>(await trial).Trial;
        Assert.Equal((0, TrialEnd.Time), (played.Played, played.End));
        Assert.Equal(2, played.Rows.Count);
        await PlayedAsync(trials, """{ "name": "l", "game": "tic_tac_toe", "agents": ["random", "greedy"] }"""); // the next may
    }

    [Theory]
    [InlineData("""{ "name": "p", "bot": true }""", "$.agents[1].bot")]
    [InlineData("""{ "name": "p", "http": "http://127.0.0.1:1/" }""", "$.agents[1].http")]
    [InlineData("""{ "name": "p", "engine": { "cmd": "/bin/false" } }""", "$.agents[1].engine")]
    public async Task Program_is_neither_started_nor_called(string agent, string path)
    {
        using var trials = new TrialRunner(TimeProvider.System);
        var outcome = await trials.PlayAsync(
            LeagueDocument.Parse($$"""{ "name": "l", "game": "chess", "agents": ["random", {{agent}}] }"""), default);
        var fault = Assert.Single(Assert.IsType<TrialOutcome.Invalid>(outcome).Faults);
        Assert.Equal((path, "'p' plays at a node; a try is of built-in strategies and models only"), (fault.Path, fault.Message));
    }

    [Fact]
    public async Task Model_is_played()
    {
        using var trials = new TrialRunner(TimeProvider.System);
        var model = ModelFile.Write(TestModel.Of("tic_tac_toe"));
        var trial = await PlayedAsync(
            trials, $$"""{ "name": "l", "game": "tic_tac_toe", "agents": ["random", { "name": "m", "model": {{model}} }] }""");
        Assert.True(trial.Played > 0);
    }

    [Fact]
    public async Task Many_agents_are_too_many_to_try()
    {
        using var trials = new TrialRunner(TimeProvider.System);
        var outcome = await trials.PlayAsync(
            LeagueDocument.Parse(TestLeague.Dilemma(TrialRunner.MostAgents + 1).ToJson()), default);
        Assert.Equal("$.agents", Assert.Single(Assert.IsType<TrialOutcome.Invalid>(outcome).Faults).Path);
    }

    private static async Task<Trial> PlayedAsync(TrialRunner trials, string document) =>
        Assert.IsType<TrialOutcome.Played>(await trials.PlayAsync(LeagueDocument.Parse(document), default)).Trial;

    private static async Task<IReadOnlyList<StandingRow>> TableAsync(LeagueDefinition league)
    {
        var (schedule, outcomes) = (new Schedule(league), new Dictionary<int, MatchOutcome>());
        for (var index = 0; index < schedule.Count; index++)
        {
            var record = await MatchRunner.PlayAsync(league.MatchAt(schedule.At(index)), TimeProvider.System, default);
            outcomes.Add(index, MatchOutcome.Of(index, record));
            schedule.Advance(match => outcomes.TryGetValue(match, out var outcome) ? outcome : null);
        }

        return LeagueTable.Compute(league, outcomes.Values);
    }
}
