using Arena.Backplane.Ledger;

namespace Arena.Tests.Backplane.Ledger;

/// <summary>What every store promises of tasks and who holds them.</summary>
public abstract class TaskStoreContract(ILedgerSource source) : LedgerContract(source)
{
    [Fact]
    public async Task Add_adds_later_rounds_once_and_the_league_is_complete_only_with_all_of_them()
    {
        var ledger = await OpenAsync();
        var league = await ledger.Leagues.CreateAsync(
            League("a", 4) with { Tasks = [new NewTask(0, [0, 1], 7)] }, LedgerSteps.Requester, None);
        Assert.Equal(4, league.Matches);
        var first = await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 9);
        await ledger.Results.RecordAsync([.. first.Select(t => Result(league, t))], None);
        Assert.Null((await LedgerSteps.CompleteAsync(ledger, league.Id)).CompletedAt);

        var grant = await LedgerSteps.GrantAsync(ledger, league.Id);
        NewTask[] round = [new(1, [2, 3], ulong.MaxValue), new(2, [1, 0], 5), new(3, [4, 2], 6)];
        Assert.Equal(2, await ledger.Tasks.AddAsync(league.Id, round[..2], grant, None));
        Assert.Equal(1, await ledger.Tasks.AddAsync(league.Id, round, grant, None));
        Assert.Equal(0, await ledger.Tasks.AddAsync(league.Id, [new(0, [0, 1], 7), new(2, [3, 3], 9)], grant, None));
        Assert.Equal(0, await ledger.Tasks.AddAsync(league.Id, [], grant, None));

        var claimed = await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 9);
        Assert.Equal(
            round.Select(t => (t.Index, t.Seats[0], t.Seats[1], t.Seed)),
            claimed.Select(t => (t.Index, t.Seats[0], t.Seats[1], t.Seed)));
        await ledger.Results.RecordAsync([.. claimed.Select(t => Result(league, t))], None);
        Assert.NotNull((await LedgerSteps.CompleteAsync(ledger, league.Id)).CompletedAt);
    }

    [Fact]
    public async Task Add_beyond_the_league_or_to_none_adds_nothing()
    {
        var ledger = await OpenAsync();
        var league = await ledger.Leagues.CreateAsync(League("a", 2) with { Tasks = [] }, LedgerSteps.Requester, None);
        var grant = await LedgerSteps.GrantAsync(ledger, league.Id);
        NewTask[] beyond = [new(0, [0, 1], 1), new(2, [0, 1], 1)];
        await Assert.ThrowsAsync<ArgumentException>(() => ledger.Tasks.AddAsync(league.Id, beyond, grant, None));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => ledger.Tasks.AddAsync(Own("none"), beyond[..1], grant, None));
        Assert.Empty(await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 9));
    }

    [Fact]
    public async Task Claim_hands_out_each_task_once_in_schedule_order()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 5);
        var first = await LedgerSteps.ClaimAsync(ledger, league.Id, "s1", 3);
        var second = await LedgerSteps.ClaimAsync(ledger, league.Id, "s2", 3);
        var third = await LedgerSteps.ClaimAsync(ledger, league.Id, "s1", 3);
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
            while (await LedgerSteps.ClaimAsync(ledger, league.Id, Own($"{session}"), 7) is { Count: > 0 } claimed)
                mine.AddRange(claimed.Select(t => t.Id));
            return mine;
        }));
        var all = claims.SelectMany(c => c).ToArray();
        Assert.Equal(200, all.Length);
        Assert.Equal(200, all.Distinct().Count());
    }

    [Fact]
    public async Task Claim_leaves_out_tasks_of_absent_agents()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 3);
        Assert.Empty(await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 3, [7, 1]));
        Assert.Equal(2, (await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 2, [7])).Count);
    }

    [Fact]
    public async Task Release_makes_tasks_pending_again_with_the_next_attempt()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 4);
        var session = Own("s");
        var held = await LedgerSteps.ClaimAsync(ledger, league.Id, session, 4);
        await ledger.Results.RecordAsync([Result(league, held[0])], None);

        Assert.Equal(
            [league.Id], await ledger.Tasks.ReleaseAsync(session, LedgerSteps.Replica, [held[1].Id, held[0].Id], None));
        Assert.Empty(await ledger.Tasks.ReleaseAsync(session, LedgerSteps.Replica, [held[1].Id], None));
        Assert.Equal([league.Id], await ledger.Sessions.CloseAsync(session, LedgerSteps.Replica, None));
        Assert.Empty(await ledger.Sessions.CloseAsync(session, LedgerSteps.Replica, None));

        var again = await LedgerSteps.ClaimAsync(ledger, league.Id, "t", 10);
        Assert.Equal([1, 2, 3], again.Select(t => t.Index));
        Assert.All(again, t => Assert.Equal(2, t.Attempt));
    }

    [Fact]
    public async Task Claim_gives_no_more_than_the_league_may_have_held_over_all_sessions()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 9);
        await LedgerSteps.ClaimAsync(ledger, league.Id, Own("s"), 2);
        await LedgerSteps.OpenAsync(ledger, Own("t"), Own("r"));
        var claim = new TaskClaim(league.Id, Own("t"), Own("r"), Max: 9) { MostHeld = 5 };
        Assert.Equal([2, 3, 4], (await ledger.Tasks.ClaimAsync(claim, None))!.Select(task => task.Index));
        Assert.Empty((await ledger.Tasks.ClaimAsync(claim, None))!);
        Assert.Empty((await ledger.Tasks.ClaimAsync(claim with { MostHeld = 1 }, None))!);
        Assert.Equal(4, (await ledger.Tasks.ClaimAsync(claim with { MostHeld = null }, None))!.Count);
    }

    [Fact]
    public async Task Decision_with_an_old_grant_is_refused_and_nothing_is_written()
    {
        var ledger = await OpenAsync();
        var league = await ledger.Leagues.CreateAsync(League("a", 2) with { Tasks = [] }, LedgerSteps.Requester, None);
        var mine = await LedgerSteps.GrantAsync(ledger, league.Id);
        await ledger.Replicas.GiveAsync([mine], None);
        var theirs = (await ledger.Replicas.TakeAsync(mine.Scope, Own("r"), None))!;
        NewTask[] tasks = [new(0, [0, 1], 1), new(1, [0, 1], 2)];
        foreach (var stale in new[] { mine, theirs with { Epoch = mine.Epoch }, theirs with { Replica = mine.Replica } })
            await Assert.ThrowsAsync<StaleGrantException>(() => ledger.Tasks.AddAsync(league.Id, tasks, stale, None));
        Assert.Empty(await LedgerSteps.ClaimAsync(ledger, league.Id, Own("s"), 9));

        Assert.Equal(2, await ledger.Tasks.AddAsync(league.Id, tasks, theirs, None));
        var claimed = await LedgerSteps.ClaimAsync(ledger, league.Id, Own("s"), 9);
        await ledger.Results.RecordAsync([.. claimed.Select(t => Result(league, t))], None);
        await Assert.ThrowsAsync<StaleGrantException>(() => ledger.Leagues.CompleteAsync(league.Id, mine, None));
        Assert.Equal(LeaguePhase.Running, (await ledger.Leagues.FindAsync(league.Id, None))!.Phase);
        await Assert.ThrowsAsync<StaleGrantException>(() => ledger.Ratings.AddAsync(league.Id, [], mine, None));
        var finding = new RecheckFinding(1, league.Id, 0, "a", "b", RecheckOutcome.Agreed, [], null, DateTimeOffset.UnixEpoch);
        await Assert.ThrowsAsync<StaleGrantException>(() => ledger.Rechecks.RecordAsync(finding, mine, None));
        Assert.Empty(await ledger.Rechecks.ListAsync(league.Id, None));
        Assert.Equal(LeaguePhase.Completed, (await ledger.Leagues.CompleteAsync(league.Id, theirs, None)).Phase);
    }

    [Fact]
    public async Task List_has_the_tasks_in_schedule_order_part_by_part_and_by_phase()
    {
        var ledger = await OpenAsync();
        var (league, other) = (await CreateAsync(ledger, "a", matches: 5), await CreateAsync(ledger, "b", matches: 1));
        var session = Own("s");
        var held = await LedgerSteps.ClaimAsync(ledger, league.Id, session, 2);
        await ledger.Results.RecordAsync([Result(league, held[0])], None);

        var all = await ledger.Tasks.ListAsync(league.Id, null, -1, 9, None);
        Assert.Equal([0, 1, 2, 3, 4], all.Select(t => t.Task.Index));
        Assert.Equal([TaskPhase.Completed, TaskPhase.Assigned, TaskPhase.Pending], all.Take(3).Select(t => t.Phase));
        Assert.Equal([null, session, null], all.Take(3).Select(t => t.Session));
        Assert.Equal([1, 1, 0], all.Take(3).Select(t => t.Attempt));
        Assert.Equal((held[1].Id, ulong.MaxValue - 1, 1), (all[1].Id, all[1].Task.Seed, all[1].Task.Seats[1]));
        Assert.Equal([2, 3], (await ledger.Tasks.ListAsync(league.Id, null, 1, 2, None)).Select(t => t.Task.Index));
        Assert.Equal([3, 4], (await ledger.Tasks.ListAsync(league.Id, TaskPhase.Pending, 2, 9, None)).Select(t => t.Task.Index));
        Assert.Equal([1], (await ledger.Tasks.ListAsync(league.Id, TaskPhase.Assigned, -1, 9, None)).Select(t => t.Task.Index));

        await ledger.Leagues.StopAsync(league.Id, null, LedgerSteps.Requester, None);
        Assert.Equal(
            [TaskPhase.Completed, TaskPhase.Withdrawn, TaskPhase.Withdrawn],
            (await ledger.Tasks.ListAsync(league.Id, null, -1, 3, None)).Select(t => t.Phase));
        Assert.Single(await ledger.Tasks.ListAsync(other.Id, null, -1, 9, None));
        Assert.Empty(await ledger.Tasks.ListAsync(Own("none"), null, -1, 9, None));
    }
}
