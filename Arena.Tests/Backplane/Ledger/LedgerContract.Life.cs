using Arena.Backplane.Ledger;
using Arena.Core.Matches;

namespace Arena.Tests.Backplane.Ledger;

/// <summary>Leagues that are paused, resumed and stopped.</summary>
public abstract partial class LedgerContract
{
    [Fact]
    public async Task Paused_league_hands_nothing_out_and_what_was_handed_out_counts()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 3);
        var held = (await ledger.ClaimAsync(league.Id, "s", 1, [], _none))[0];
        var paused = await ledger.PauseLeagueAsync(league.Id, _none);
        Assert.Equal(LeaguePhase.Paused, paused.Phase);
        Assert.Equal(paused, await ledger.PauseLeagueAsync(league.Id, _none));
        Assert.Equal(paused, (await ledger.ListLeaguesAsync(_none)).Single(l => l.Id == league.Id));
        Assert.Empty(await ledger.ClaimAsync(league.Id, "s", 9, [], _none));
        Assert.Equal([RecordOutcome.Recorded], await ledger.RecordAsync([Result(league, held)], _none));

        Assert.Equal(LeaguePhase.Running, (await ledger.ResumeLeagueAsync(league.Id, _none)).Phase);
        Assert.Equal(LeaguePhase.Running, (await ledger.ResumeLeagueAsync(league.Id, _none)).Phase);
        Assert.Equal([1, 2], (await ledger.ClaimAsync(league.Id, "s", 9, [], _none)).Select(t => t.Index));
    }

    [Fact]
    public async Task Paused_league_whose_last_result_comes_in_is_completed()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 1);
        var held = (await ledger.ClaimAsync(league.Id, "s", 1, [], _none))[0];
        await ledger.PauseLeagueAsync(league.Id, _none);
        await ledger.RecordAsync([Result(league, held)], _none);
        var completed = await ledger.CompleteLeagueAsync(league.Id, _none);
        Assert.Equal((LeaguePhase.Completed, (DateTimeOffset?)null), (completed.Phase, completed.PausedAt));
        Assert.Equal(completed, await ledger.PauseLeagueAsync(league.Id, _none));
        Assert.Equal(completed, await ledger.ResumeLeagueAsync(league.Id, _none));
        Assert.Equal(completed, await ledger.StopLeagueAsync(league.Id, _none));
    }

    [Fact]
    public async Task Stopped_league_keeps_what_was_played_and_takes_nothing_more()
    {
        var ledger = await OpenAsync();
        var league = await ledger.CreateLeagueAsync(League("a", 6) with { Tasks = League("a", 4).Tasks }, _none);
        var held = await ledger.ClaimAsync(league.Id, $"{_prefix}-s", 3, [], _none);
        await ledger.RecordAsync([Result(league, held[0]), Result(league, held[1]) with { Verdicts = [Verdict.Crash, Verdict.Ok], Reason = "boom" }], _none);
        await ledger.PauseLeagueAsync(league.Id, _none);
        var stopped = await ledger.StopLeagueAsync(league.Id, _none);
        Assert.Equal((LeaguePhase.Stopped, 2, 1), (stopped.Phase, stopped.PlayedWhenStopped, stopped.Forfeited));
        Assert.Equal((true, true), (stopped.HasEnded, stopped.PausedAt is null));

        Assert.Equal([RecordOutcome.Withdrawn, RecordOutcome.Duplicate], await ledger.RecordAsync([Result(league, held[2]), Result(league, held[0])], _none));
        Assert.Empty(await ledger.ReleaseAsync($"{_prefix}-s", taskIds: null, _none));
        Assert.DoesNotContain(await ledger.ListHeldAsync(_none), h => h.LeagueId == league.Id);
        Assert.Equal(0, await ledger.AddTasksAsync(league.Id, [new(4, [0, 1], 1)], _none));
        Assert.Empty(await ledger.ClaimAsync(league.Id, "t", 9, [], _none));
        Assert.Equal(2, (await ReadAsync(ledger, league.Id)).Count);
        Assert.Equal(stopped, await ledger.StopLeagueAsync(league.Id, _none));
        Assert.Equal(stopped, await ledger.PauseLeagueAsync(league.Id, _none));
        Assert.Equal(stopped, await ledger.ResumeLeagueAsync(league.Id, _none));
        Assert.Equal(stopped, await ledger.CompleteLeagueAsync(league.Id, _none));
    }

    [Fact]
    public async Task League_that_is_stopped_before_it_is_completed_stays_stopped()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 1);
        await ledger.RecordAsync([.. (await ledger.ClaimAsync(league.Id, "s", 1, [], _none)).Select(t => Result(league, t))], _none);
        await ledger.StopLeagueAsync(league.Id, _none);
        Assert.Equal(LeaguePhase.Stopped, (await ledger.CompleteLeagueAsync(league.Id, _none)).Phase);
    }

    [Fact]
    public async Task Stop_while_results_come_in_counts_exactly_those_that_are_recorded()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 120);
        var tasks = await ledger.ClaimAsync(league.Id, "s", 120, [], _none);
        var writing = Task.WhenAll(tasks.Select(t => Result(league, t)).Chunk(6).Select(chunk => Task.Run(() => ledger.RecordAsync(chunk, _none))));
        var stopped = await ledger.StopLeagueAsync(league.Id, _none);
        var outcomes = (await writing).SelectMany(o => o).ToArray();
        Assert.All(outcomes, o => Assert.True(o is RecordOutcome.Recorded or RecordOutcome.Withdrawn));
        Assert.Equal(stopped.PlayedWhenStopped, outcomes.Count(o => o == RecordOutcome.Recorded));
        Assert.Equal(stopped.PlayedWhenStopped, (await ReadAsync(ledger, league.Id)).Count);
        Assert.Null((await LedgerAudit.RunAsync(ledger, _none)).Fault);
    }

    [Fact]
    public async Task Changes_of_a_league_that_is_not_there_are_refused()
    {
        var ledger = await OpenAsync();
        await Assert.ThrowsAsync<KeyNotFoundException>(() => ledger.PauseLeagueAsync($"{_prefix}-none", _none));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => ledger.ResumeLeagueAsync($"{_prefix}-none", _none));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => ledger.StopLeagueAsync($"{_prefix}-none", _none));
    }
}
