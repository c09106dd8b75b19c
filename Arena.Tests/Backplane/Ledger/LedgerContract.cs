using System.Security.Cryptography;
using Arena.Backplane.Ledger;
using Arena.Core.Leagues.Standings;
using Arena.Core.Matches;
using Arena.Core.Ratings.Fitting;

namespace Arena.Tests.Backplane.Ledger;

/// <summary>What every ledger promises; each store runs it.</summary>
public abstract partial class LedgerContract
{
    private static readonly CancellationToken _none = CancellationToken.None;
    private readonly string _prefix = $"l{Guid.NewGuid():n}"[..12];

    /// <summary>A ledger that is open; it may hold other leagues.</summary>
    protected abstract Task<ILedger> OpenAsync();

    [Fact]
    public async Task CreateLeague_twice_returns_the_first()
    {
        var ledger = await OpenAsync();
        var first = await CreateAsync(ledger, "a", matches: 3);
        var second = await ledger.CreateLeagueAsync(League("a", 5) with { Document = "other" }, _none);
        Assert.Equal(first.Document, second.Document);
        Assert.Equal(3, second.Matches);
    }

    [Fact]
    public async Task AddTasks_adds_later_rounds_once_and_the_league_is_complete_only_with_all_of_them()
    {
        var ledger = await OpenAsync();
        var league = await ledger.CreateLeagueAsync(League("a", 4) with { Tasks = [new NewTask(0, [0, 1], 7)] }, _none);
        Assert.Equal(4, league.Matches);
        var first = await ledger.ClaimAsync(league.Id, "s", 9, [], _none);
        await ledger.RecordAsync([.. first.Select(t => Result(league, t))], _none);
        Assert.Null((await ledger.CompleteLeagueAsync(league.Id, _none)).CompletedAt);

        NewTask[] round = [new(1, [2, 3], ulong.MaxValue), new(2, [1, 0], 5), new(3, [4, 2], 6)];
        Assert.Equal(2, await ledger.AddTasksAsync(league.Id, round[..2], _none));
        Assert.Equal(1, await ledger.AddTasksAsync(league.Id, round, _none));
        Assert.Equal(0, await ledger.AddTasksAsync(league.Id, [new(0, [0, 1], 7), new(2, [3, 3], 9)], _none));
        Assert.Equal(0, await ledger.AddTasksAsync(league.Id, [], _none));

        var claimed = await ledger.ClaimAsync(league.Id, "s", 9, [], _none);
        Assert.Equal(round.Select(t => (t.Index, t.Seats[0], t.Seats[1], t.Seed)), claimed.Select(t => (t.Index, t.Seats[0], t.Seats[1], t.Seed)));
        await ledger.RecordAsync([.. claimed.Select(t => Result(league, t))], _none);
        Assert.NotNull((await ledger.CompleteLeagueAsync(league.Id, _none)).CompletedAt);
    }

    [Fact]
    public async Task AddTasks_beyond_the_league_or_to_none_adds_nothing()
    {
        var ledger = await OpenAsync();
        var league = await ledger.CreateLeagueAsync(League("a", 2) with { Tasks = [] }, _none);
        await Assert.ThrowsAsync<ArgumentException>(() => ledger.AddTasksAsync(league.Id, [new(0, [0, 1], 1), new(2, [0, 1], 1)], _none));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => ledger.AddTasksAsync(league.Id + "-other", [new(0, [0, 1], 1)], _none));
        Assert.Empty(await ledger.ClaimAsync(league.Id, "s", 9, [], _none));
    }

    [Fact]
    public async Task CreateLeague_keeps_every_field()
    {
        var ledger = await OpenAsync();
        var wanted = League("a", 2);
        await ledger.CreateLeagueAsync(wanted, _none);
        var entry = (await ledger.ListLeaguesAsync(_none)).Single(l => l.Id == wanted.Id);
        Assert.Equal(
            (wanted.Name, wanted.Game, wanted.Seed, wanted.Document, wanted.Matches, wanted.TraceParent, wanted.CreatedAt),
            (entry.Name, entry.Game, entry.Seed, entry.Document, entry.Matches, entry.TraceParent, entry.CreatedAt));
        Assert.Null(entry.CompletedAt);
    }

    [Fact]
    public async Task Claim_hands_out_each_task_once_in_schedule_order()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 5);
        var first = await ledger.ClaimAsync(league.Id, "s1", 3, [], _none);
        var second = await ledger.ClaimAsync(league.Id, "s2", 3, [], _none);
        var third = await ledger.ClaimAsync(league.Id, "s1", 3, [], _none);
        Assert.Equal([0, 1, 2], first.Select(t => t.Index));
        Assert.Equal([3, 4], second.Select(t => t.Index));
        Assert.Empty(third);
        Assert.Equal([0, 1], first[0].Seats);
        Assert.Equal(ulong.MaxValue - 1, first[1].Seed);
        Assert.All(first, t => Assert.Equal(1, t.Attempt));
    }

    [Fact]
    public async Task Claim_from_many_sessions_at_once_never_gives_a_task_twice()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 200);
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(async session =>
        {
            var mine = new List<long>();
            while (await ledger.ClaimAsync(league.Id, $"{_prefix}-{session}", 7, [], _none) is { Count: > 0 } claimed)
                mine.AddRange(claimed.Select(t => t.Id));
            return mine;
        }));
        var all = claims.SelectMany(c => c).ToArray();
        Assert.Equal(200, all.Length);
        Assert.Equal(200, all.Distinct().Count());
    }

    [Fact]
    public async Task Release_makes_tasks_pending_again_with_the_next_attempt()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 4);
        var session = $"{_prefix}-s";
        var held = await ledger.ClaimAsync(league.Id, session, 4, [], _none);
        await ledger.RecordAsync([Result(league, held[0])], _none);
        Assert.Contains(await ledger.ListHeldAsync(_none), h => h == new HeldTasks(session, league.Id, 3));

        Assert.Equal([league.Id], await ledger.ReleaseAsync(session, [held[1].Id, held[0].Id], _none));
        Assert.Equal([league.Id], await ledger.ReleaseAsync(session, taskIds: null, _none));
        Assert.Empty(await ledger.ReleaseAsync(session, taskIds: null, _none));

        var again = await ledger.ClaimAsync(league.Id, "t", 10, [], _none);
        Assert.Equal([1, 2, 3], again.Select(t => t.Index));
        Assert.All(again, t => Assert.Equal(2, t.Attempt));
    }

    [Fact]
    public async Task Claim_leaves_out_tasks_of_absent_agents()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 3);
        Assert.Empty(await ledger.ClaimAsync(league.Id, "s", 3, [7, 1], _none));
        Assert.Equal(2, (await ledger.ClaimAsync(league.Id, "s", 2, [7], _none)).Count);
    }

    [Fact]
    public async Task ReleaseAllBut_keeps_what_is_named()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 4);
        var session = $"{_prefix}-s";
        var held = await ledger.ClaimAsync(league.Id, session, 4, [], _none);
        await ledger.RecordAsync([Result(league, held[0])], _none);

        Assert.Equal([league.Id], await ledger.ReleaseAllButAsync(session, [held[0].Id, held[2].Id, -1], _none));
        Assert.Empty(await ledger.ReleaseAllButAsync(session, [held[2].Id], _none));

        Assert.Contains(await ledger.ListHeldAsync(_none), h => h == new HeldTasks(session, league.Id, 1));
        Assert.Equal([1, 3], (await ledger.ClaimAsync(league.Id, "t", 10, [], _none)).Select(t => t.Index));
        Assert.Equal([league.Id], await ledger.ReleaseAllButAsync(session, [], _none));
    }

    [Fact]
    public async Task Record_takes_one_result_per_task_whoever_sends_it()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 2);
        var tasks = await ledger.ClaimAsync(league.Id, "s", 2, [], _none);
        var mine = Result(league, tasks[0]);
        var late = mine with { Node = "another", Scores = [0, 1] };

        Assert.Equal([RecordOutcome.Recorded, RecordOutcome.Duplicate], await ledger.RecordAsync([mine, late], _none));
        Assert.Equal([RecordOutcome.Duplicate], await ledger.RecordAsync([mine], _none));
        var stored = Assert.Single(await ReadAsync(ledger, league.Id));
        Assert.Equal("node-1", stored.Result.Node);
    }

    [Fact]
    public async Task Record_for_a_task_of_another_league_or_index_changes_nothing()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 2);
        var other = await CreateAsync(ledger, "b", matches: 2);
        var task = (await ledger.ClaimAsync(league.Id, "s", 1, [], _none))[0];
        var result = Result(league, task);
        Assert.Equal(
            [RecordOutcome.UnknownTask, RecordOutcome.UnknownTask, RecordOutcome.UnknownTask, RecordOutcome.Recorded],
            await ledger.RecordAsync([result with { LeagueId = other.Id }, result with { Index = 1 }, result with { TaskId = long.MaxValue }, result], _none));
    }

    [Fact]
    public async Task Record_takes_a_result_of_a_released_task_and_nobody_plays_it_again()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 1);
        var task = (await ledger.ClaimAsync(league.Id, "s", 1, [], _none))[0];
        await ledger.ReleaseAsync("s", [task.Id], _none);
        Assert.Equal([RecordOutcome.Recorded], await ledger.RecordAsync([Result(league, task)], _none));
        Assert.Empty(await ledger.ClaimAsync(league.Id, "t", 1, [], _none));
    }

    [Fact]
    public async Task Record_from_many_writers_at_once_keeps_one_whole_chain()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 120);
        var tasks = await ledger.ClaimAsync(league.Id, "s", 120, [], _none);
        var results = tasks.Select(t => Result(league, t)).ToArray();

        // Every result is offered by three writers.
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 3).SelectMany(_ => results.Chunk(30)).Select(chunk => ledger.RecordAsync(chunk, _none)));
        Assert.Equal(120, outcomes.SelectMany(o => o).Count(o => o == RecordOutcome.Recorded));
        var audit = await LedgerAudit.RunAsync(ledger, _none);
        Assert.Null(audit.Fault);
        Assert.Equal(audit.Results, audit.Tasks);
        Assert.Equal(120, (await ReadAsync(ledger, league.Id)).Count);
    }

    [Fact]
    public async Task ReadResults_returns_what_was_recorded()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 2);
        var tasks = await ledger.ClaimAsync(league.Id, "s", 2, [], _none);
        var forfeit = Result(league, tasks[1]) with { Verdicts = [Verdict.Ok, Verdict.Timeout], Reason = "späte \"Antwort\"", Transcript = [] };
        await ledger.RecordAsync([Result(league, tasks[0]), forfeit], _none);
        var stored = await ReadAsync(ledger, league.Id);
        Assert.Equal(ResultChain.Digest(forfeit), ResultChain.Digest(stored[1].Result));
        Assert.Equal(forfeit.Verdicts, stored[1].Result.Verdicts);
        Assert.Equal(forfeit.Reason, stored[1].Result.Reason);
        Assert.Equal(stored[0].Sequence + 1, stored[1].Sequence);
        Assert.Equal(ResultChain.Next(stored[0].Hash, ResultChain.Digest(forfeit)), stored[1].Hash);
    }

    [Fact]
    public async Task Evidence_is_kept_and_a_result_without_any_is_too()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 3);
        var tasks = await ledger.ClaimAsync(league.Id, "s", 3, [], _none);
        var evidence = new ResultEvidence([1, 0x80, 1], [.. Enumerable.Repeat((byte)7, 64)], 3, [9, 9]);
        await ledger.RecordAsync([Result(league, tasks[0]) with { Evidence = evidence }, Result(league, tasks[1]), Result(league, tasks[2]) with { Evidence = evidence with { Evaluations = [5, 0] } }], _none);

        var found = await ledger.FindMatchAsync(league.Id, 0, _none);
        Assert.NotNull(found);
        Assert.Equal([0, 1], found.Seats);
        Assert.Equal(ulong.MaxValue, found.Seed);
        var kept = found.Result.Result.Evidence!;
        Assert.Equal(evidence.MoveTimes, kept.MoveTimes);
        Assert.Equal(evidence.AgentHashes, kept.AgentHashes);
        Assert.Equal(evidence.Epoch, kept.Epoch);
        Assert.Equal(evidence.Seal, kept.Seal);
        Assert.Null(kept.Evaluations);
        Assert.Equal([5, 0], (await ledger.FindMatchAsync(league.Id, 2, _none))!.Result.Result.Evidence!.Evaluations);
        Assert.Null((await ledger.FindMatchAsync(league.Id, 1, _none))!.Result.Result.Evidence);
        Assert.Null(await ledger.FindMatchAsync(league.Id, 3, _none));
        Assert.Null((await LedgerAudit.RunAsync(ledger, _none)).Fault);
    }

    [Fact]
    public async Task Verifications_are_kept_in_order_one_of_each_node_and_match()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 1);
        var task = (await ledger.ClaimAsync(league.Id, "s", 1, [], _none))[0];
        var first = new Verification(
            task.Id, league.Id, 0, "node-1", "node-2", VerificationOutcome.Disagreed, SHA256.HashData([1]), "its hash", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var second = first with { Node = "node-3", Outcome = VerificationOutcome.Agreed, Reason = null };
        await ledger.RecordVerificationAsync(first, _none);
        await ledger.RecordVerificationAsync(first with { Outcome = VerificationOutcome.Agreed }, _none);
        await ledger.RecordVerificationAsync(second, _none);

        var kept = await ledger.ListVerificationsAsync(league.Id, _none);
        Assert.Equal([first, second], kept.Select((v, i) => v with { MatchHash = (i == 0 ? first : second).MatchHash }));
        Assert.Equal(first.MatchHash, kept[0].MatchHash);
        Assert.Empty(await ledger.ListVerificationsAsync("another", _none));
    }

    [Fact]
    public async Task Ratings_of_rounds_are_kept_once_bit_for_bit_and_in_order()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 1);
        var other = await CreateAsync(ledger, "b", matches: 1);
        Assert.Equal(0, await ledger.LastRatedRoundAsync(league.Id, _none));
        Assert.Empty(await ledger.ListRatingsAsync(league.Id, _none));

        RoundRating[] rounds =
        [
            new(new(1, 3), 0, new AgentRating(1510, 1500 + Math.PI, 1e-300, 1, 1, RatingFlags.None)),
            new(new(1, 3), 1, new AgentRating(1490, 1500 - Math.E, null, 0, 2, RatingFlags.OneSided | RatingFlags.Anchored)),
            new(new(10, 30), 0, new AgentRating(double.BitIncrement(1500), null, null, int.MaxValue + 1L, 1, RatingFlags.NotFitted)),
        ];
        await ledger.AddRatingsAsync(league.Id, [rounds[2], rounds[1]], _none);
        await ledger.AddRatingsAsync(league.Id, [rounds[0], rounds[1] with { Rating = rounds[0].Rating }], _none);
        await ledger.AddRatingsAsync(league.Id, [], _none);
        await ledger.AddRatingsAsync(other.Id, [rounds[0]], _none);

        Assert.Equal(rounds, await ledger.ListRatingsAsync(league.Id, _none));
        Assert.Equal((10, 1), (await ledger.LastRatedRoundAsync(league.Id, _none), await ledger.LastRatedRoundAsync(other.Id, _none)));
        Assert.Equal(0, await ledger.LastRatedRoundAsync(league.Id + "-other", _none));
    }

    [Fact]
    public async Task Ratings_of_no_league_are_an_error_and_add_nothing()
    {
        var ledger = await OpenAsync();
        var stranger = $"{_prefix}-stranger";
        var rating = new RoundRating(new(1, 1), 0, new AgentRating(1500, null, null, 0, 1, RatingFlags.NoGames));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => ledger.AddRatingsAsync(stranger, [rating], _none));
        Assert.Empty(await ledger.ListRatingsAsync(stranger, _none));
    }

    [Fact]
    public async Task CompleteLeague_waits_for_the_last_result_and_counts_forfeits()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 2);
        var tasks = await ledger.ClaimAsync(league.Id, "s", 2, [], _none);
        await ledger.RecordAsync([Result(league, tasks[0])], _none);
        Assert.Null((await ledger.CompleteLeagueAsync(league.Id, _none)).CompletedAt);
        await ledger.RecordAsync([Result(league, tasks[1]) with { Verdicts = [Verdict.Crash, Verdict.Ok], Reason = "boom" }], _none);
        var completed = await ledger.CompleteLeagueAsync(league.Id, _none);
        Assert.NotNull(completed.CompletedAt);
        Assert.Equal(1, completed.Forfeited);
        Assert.Equal(completed, await ledger.CompleteLeagueAsync(league.Id, _none));
    }

    [Fact]
    public async Task Outbox_has_each_change_of_a_league_once()
    {
        var ledger = await OpenAsync();
        await DrainAsync(ledger);
        var league = await CreateAsync(ledger, "a", matches: 2);
        foreach (var change in new[] { ledger.PauseLeagueAsync, ledger.PauseLeagueAsync, ledger.ResumeLeagueAsync, ledger.ResumeLeagueAsync, ledger.StopLeagueAsync, ledger.StopLeagueAsync })
            await change(league.Id, _none);
        Assert.Equal(
            [LedgerEventKind.LeagueCreated, LedgerEventKind.LeaguePaused, LedgerEventKind.LeagueResumed, LedgerEventKind.LeagueStopped],
            (await ledger.ReadOutboxAsync(10, _none)).Select(e => e.Kind));
    }

    [Fact]
    public async Task Outbox_has_every_event_once_in_order_until_acknowledged()
    {
        var ledger = await OpenAsync();
        await DrainAsync(ledger);
        var league = await CreateAsync(ledger, "a", matches: 2);
        var tasks = await ledger.ClaimAsync(league.Id, "s", 2, [], _none);
        await ledger.RecordAsync([Result(league, tasks[1]), Result(league, tasks[1]), Result(league, tasks[0])], _none);
        await ledger.CompleteLeagueAsync(league.Id, _none);

        var events = await ledger.ReadOutboxAsync(10, _none);
        Assert.Equal(
            [LedgerEventKind.LeagueCreated, LedgerEventKind.ResultRecorded, LedgerEventKind.ResultRecorded, LedgerEventKind.LeagueCompleted],
            events.Select(e => e.Kind));
        Assert.Equal([1, 0], events.Where(e => e.Result is not null).Select(e => e.Result!.Result.Index));
        Assert.All(events, e => Assert.Equal(league.Id, e.LeagueId));

        await ledger.AcknowledgeOutboxAsync(events[1].Id, _none);
        Assert.Equal(events[2].Id, (await ledger.ReadOutboxAsync(1, _none)).Single().Id);
    }

    protected static async Task<List<LedgerResult>> ReadAsync(ILedger ledger, string leagueId)
    {
        var results = new List<LedgerResult>();
        await foreach (var result in ledger.ReadResultsAsync(leagueId, after: 0, _none))
            results.Add(result);
        return results;
    }

    protected Task<LeagueEntry> CreateAsync(ILedger ledger, string name, int matches) => ledger.CreateLeagueAsync(League(name, matches), _none);

    protected static NewResult Result(LeagueEntry league, ClaimedTask task) => new(
        task.Id, league.Id, task.Index, "node-1", [1, 0], [Verdict.Ok, Verdict.Ok], Reason: null, Moves: 5, Transcript: [1, 2, 3],
        SHA256.HashData([(byte)task.Index]), DurationMicroseconds: 42, new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, 901, TimeSpan.Zero));

    private NewLeague League(string name, int matches) => new(
        $"{_prefix}-{name}", name, "ipd", ulong.MaxValue, """{"name":"x"}""", matches,
        Enumerable.Range(0, matches).Select(i => new NewTask(i, [0, 1], ulong.MaxValue - (ulong)i)),
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private static async Task DrainAsync(ILedger ledger)
    {
        while (await ledger.ReadOutboxAsync(1_000, _none) is { Count: > 0 } events)
            await ledger.AcknowledgeOutboxAsync(events[^1].Id, _none);
    }
}
