using Arena.Backplane.Ledger;
using Arena.Core.Matches;

namespace Arena.Tests.Backplane.Ledger;

/// <summary>What every store promises of leagues and their lives.</summary>
public abstract class LeagueStoreContract(ILedgerSource source) : LedgerContract(source)
{
    [Fact]
    public async Task Create_twice_returns_the_first()
    {
        var ledger = await OpenAsync();
        var first = await CreateAsync(ledger, "a", matches: 3);
        var second = await ledger.Leagues.CreateAsync(League("a", 5) with { Document = "other" }, LedgerSteps.Requester, None);
        Assert.Equal(first.Document, second.Document);
        Assert.Equal(3, second.Matches);
    }

    [Fact]
    public async Task Create_keeps_every_field()
    {
        var ledger = await OpenAsync();
        var wanted = League("a", 2);
        await ledger.Leagues.CreateAsync(wanted, LedgerSteps.Requester, None);
        var entry = (await ledger.Leagues.ListAsync(None)).Single(l => l.Id == wanted.Id);
        Assert.Equal(
            (wanted.Name, wanted.Game, wanted.Seed, wanted.Document, wanted.Matches, wanted.TraceParent, wanted.CreatedAt),
            (entry.Name, entry.Game, entry.Seed, entry.Document, entry.Matches, entry.TraceParent, entry.CreatedAt));
        Assert.Null(entry.CompletedAt);
    }

    [Fact]
    public async Task Create_with_tasks_that_the_league_cannot_have_adds_nothing()
    {
        var ledger = await OpenAsync();
        var league = League("a", 2);
        NewTask[][] wrong = [[new(0, [0, 1], 1), new(2, [0, 1], 1)], [new(-1, [0, 1], 1)], [new(0, [0, 1], 1), new(0, [1, 0], 2)]];
        foreach (var tasks in wrong)
        {
            await Assert.ThrowsAsync<ArgumentException>(
                () => ledger.Leagues.CreateAsync(league with { Tasks = tasks }, LedgerSteps.Requester, None));
        }

        Assert.DoesNotContain(await ledger.Leagues.ListAsync(None), l => l.Id == league.Id);
        Assert.Empty(await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 9));
    }

    [Fact]
    public async Task Complete_waits_for_the_last_result_and_counts_forfeits()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 2);
        var tasks = await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 2);
        await ledger.Results.RecordAsync([Result(league, tasks[0])], None);
        Assert.Null((await LedgerSteps.CompleteAsync(ledger, league.Id)).CompletedAt);
        await ledger.Results.RecordAsync([Forfeit(Result(league, tasks[1]), "boom", Verdict.Crash, Verdict.Ok)], None);
        var completed = await LedgerSteps.CompleteAsync(ledger, league.Id);
        Assert.NotNull(completed.CompletedAt);
        Assert.Equal(1, completed.Forfeited);
        Assert.Equal(completed, await LedgerSteps.CompleteAsync(ledger, league.Id));
    }

    [Fact]
    public async Task Paused_league_hands_nothing_out_and_what_was_handed_out_counts()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 3);
        var held = (await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 1))[0];
        var paused = await ledger.Leagues.PauseAsync(league.Id, version: null, LedgerSteps.Requester, None);
        Assert.Equal(LeaguePhase.Paused, paused.Phase);
        Assert.Equal(paused, await ledger.Leagues.PauseAsync(league.Id, version: null, LedgerSteps.Requester, None));
        Assert.Equal(paused, (await ledger.Leagues.ListAsync(None)).Single(l => l.Id == league.Id));
        Assert.Empty(await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 9));
        Assert.Equal([RecordOutcome.Recorded], await ledger.Results.RecordAsync([Result(league, held)], None));

        Assert.Equal(LeaguePhase.Running, (await ledger.Leagues.ResumeAsync(league.Id, version: null, LedgerSteps.Requester, None)).Phase);
        Assert.Equal(LeaguePhase.Running, (await ledger.Leagues.ResumeAsync(league.Id, version: null, LedgerSteps.Requester, None)).Phase);
        Assert.Equal([1, 2], (await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 9)).Select(t => t.Index));
    }

    [Fact]
    public async Task Paused_league_whose_last_result_comes_in_is_completed()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 1);
        var held = (await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 1))[0];
        await ledger.Leagues.PauseAsync(league.Id, version: null, LedgerSteps.Requester, None);
        await ledger.Results.RecordAsync([Result(league, held)], None);
        var completed = await LedgerSteps.CompleteAsync(ledger, league.Id);
        Assert.Equal((LeaguePhase.Completed, (DateTimeOffset?)null), (completed.Phase, completed.PausedAt));
        Assert.Equal(completed, await ledger.Leagues.PauseAsync(league.Id, version: null, LedgerSteps.Requester, None));
        Assert.Equal(completed, await ledger.Leagues.ResumeAsync(league.Id, version: null, LedgerSteps.Requester, None));
        Assert.Equal(completed, await ledger.Leagues.StopAsync(league.Id, version: null, LedgerSteps.Requester, None));
    }

    [Fact]
    public async Task Stopped_league_keeps_what_was_played_and_takes_nothing_more()
    {
        var ledger = await OpenAsync();
        var league = await ledger.Leagues.CreateAsync(League("a", 6) with { Tasks = League("a", 4).Tasks }, LedgerSteps.Requester, None);
        var session = Own("s");
        var held = await LedgerSteps.ClaimAsync(ledger, league.Id, session, 3);
        await ledger.Results.RecordAsync(
            [Result(league, held[0]), Forfeit(Result(league, held[1]), "boom", Verdict.Crash, Verdict.Ok)], None);
        await ledger.Leagues.PauseAsync(league.Id, version: null, LedgerSteps.Requester, None);
        var stopped = await ledger.Leagues.StopAsync(league.Id, version: null, LedgerSteps.Requester, None);
        Assert.Equal((LeaguePhase.Stopped, 2, 1), (stopped.Phase, stopped.PlayedWhenStopped, stopped.Forfeited));
        Assert.Equal((true, true), (stopped.HasEnded, stopped.PausedAt is null));

        Assert.Equal(
            [RecordOutcome.Withdrawn, RecordOutcome.Duplicate],
            await ledger.Results.RecordAsync([Result(league, held[2]), Result(league, held[0])], None));
        Assert.Empty((await LedgerSteps.OpenAsync(ledger, session, LedgerSteps.Replica, held[2].Id)).Held);
        Assert.Empty(await ledger.Sessions.CloseAsync(session, LedgerSteps.Replica, None));
        Assert.Equal(0, await ledger.Tasks.AddAsync(league.Id, [new(4, [0, 1], 1)], await LedgerSteps.GrantAsync(ledger, league.Id), None));
        Assert.Empty(await LedgerSteps.ClaimAsync(ledger, league.Id, "t", 9));
        Assert.Equal(2, (await ReadAsync(ledger, league.Id)).Count);
        Assert.Equal(stopped, await ledger.Leagues.StopAsync(league.Id, version: null, LedgerSteps.Requester, None));
        Assert.Equal(stopped, await ledger.Leagues.PauseAsync(league.Id, version: null, LedgerSteps.Requester, None));
        Assert.Equal(stopped, await ledger.Leagues.ResumeAsync(league.Id, version: null, LedgerSteps.Requester, None));
        Assert.Equal(stopped, await LedgerSteps.CompleteAsync(ledger, league.Id));
    }

    [Fact]
    public async Task League_that_is_stopped_before_it_is_completed_stays_stopped()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 1);
        var task = (await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 1)).Single();
        await ledger.Results.RecordAsync([Result(league, task)], None);
        await ledger.Leagues.StopAsync(league.Id, version: null, LedgerSteps.Requester, None);
        Assert.Equal(LeaguePhase.Stopped, (await LedgerSteps.CompleteAsync(ledger, league.Id)).Phase);
    }

    [Fact]
    public async Task Stop_while_results_come_in_counts_exactly_those_that_are_recorded()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 120);
        var tasks = await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 120);
        var writing = Task.WhenAll(
            tasks.Select(t => Result(league, t)).Chunk(6).Select(chunk => Task.Run(() => ledger.Results.RecordAsync(chunk, None))));
        var stopped = await ledger.Leagues.StopAsync(league.Id, version: null, LedgerSteps.Requester, None);
        var outcomes = (await writing).SelectMany(o => o).ToArray();
        Assert.All(outcomes, o => Assert.True(o is RecordOutcome.Recorded or RecordOutcome.Withdrawn));
        Assert.Equal(stopped.PlayedWhenStopped, outcomes.Count(o => o == RecordOutcome.Recorded));
        Assert.Equal(stopped.PlayedWhenStopped, (await ReadAsync(ledger, league.Id)).Count);
        Assert.Null(await FaultOfAsync(ledger));
    }

    [Fact]
    public async Task Changes_of_a_league_that_is_not_there_are_refused()
    {
        var ledger = await OpenAsync();
        var leagues = ledger.Leagues;
        foreach (var change in new[] { leagues.PauseAsync, leagues.ResumeAsync, leagues.StopAsync })
            await Assert.ThrowsAsync<KeyNotFoundException>(() => change(Own("none"), null, LedgerSteps.Requester, None));
        var grant = (await ledger.Replicas.TakeAsync(Grant.OfLeague(Own("none")), LedgerSteps.Replica, None))!;
        await Assert.ThrowsAsync<KeyNotFoundException>(() => leagues.CompleteAsync(Own("none"), grant, None));
        Assert.Null(await leagues.FindAsync(Own("none"), None));
    }

    [Fact]
    public async Task Version_rises_with_every_change_and_with_nothing_else()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 2);
        Assert.Equal(1, league.Version);
        Assert.Equal(2, (await ledger.Leagues.PauseAsync(league.Id, null, LedgerSteps.Requester, None)).Version);
        Assert.Equal(2, (await ledger.Leagues.PauseAsync(league.Id, 2, LedgerSteps.Requester, None)).Version);
        Assert.Equal(3, (await ledger.Leagues.ResumeAsync(league.Id, 2, LedgerSteps.Requester, None)).Version);
        var held = await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 2);
        await ledger.Results.RecordAsync([.. held.Select(t => Result(league, t))], None);
        Assert.Equal(3, (await ledger.Leagues.FindAsync(league.Id, None))!.Version);
        Assert.Equal(4, (await LedgerSteps.CompleteAsync(ledger, league.Id)).Version);
        Assert.Equal(4, (await ledger.Leagues.StopAsync(league.Id, 4, LedgerSteps.Requester, None)).Version);

        var stopped = await CreateAsync(ledger, "b", matches: 2);
        Assert.Equal(2, (await ledger.Leagues.StopAsync(stopped.Id, 1, LedgerSteps.Requester, None)).Version);
    }

    [Fact]
    public async Task Change_of_another_version_is_refused_and_nothing_is_done()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 2);
        var leagues = ledger.Leagues;
        foreach (var change in new[] { leagues.PauseAsync, leagues.ResumeAsync, leagues.StopAsync })
        {
            var stale = await Assert.ThrowsAsync<StaleVersionException>(() => change(league.Id, 2, LedgerSteps.Requester, None));
            Assert.Equal((league, $"League '{league.Id}' has version 1 by now, not 2."), (stale.Entry, stale.Message));
            await Assert.ThrowsAsync<KeyNotFoundException>(() => change(Own("none"), 1, LedgerSteps.Requester, None));
        }

        Assert.Equal(league, await leagues.FindAsync(league.Id, None));
    }

    [Fact]
    public async Task Of_many_who_show_one_version_at_the_same_time_one_is_let_through()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 2);
        var leagues = ledger.Leagues;
        var writers = Enumerable.Range(0, 12).Select(i => Task.Run(
            () => i % 2 == 0
                ? leagues.PauseAsync(league.Id, 1, LedgerSteps.Requester, None)
                : leagues.StopAsync(league.Id, 1, LedgerSteps.Requester, None))).ToArray();
        var refused = 0;
        foreach (var writer in writers)
        {
            try
            {
                Assert.Equal(2, (await writer).Version);
            }
            catch (StaleVersionException)
            {
                refused++;
            }
        }

        Assert.Equal(writers.Length - 1, refused);
    }
}
