using Arena.Backplane.Ledger;

namespace Arena.Tests.Backplane.Ledger;

/// <summary>What every store promises of tasks and who holds them.</summary>
public abstract class TaskStoreContract(ILedgerSource source) : LedgerContract(source)
{
    [Fact]
    public async Task Add_adds_later_rounds_once_and_the_league_is_complete_only_with_all_of_them()
    {
        var ledger = await OpenAsync();
        var league = await ledger.Leagues.CreateAsync(League("a", 4) with { Tasks = [new NewTask(0, [0, 1], 7)] }, None);
        Assert.Equal(4, league.Matches);
        var first = await ledger.Tasks.ClaimAsync(league.Id, "s", 9, [], None);
        await ledger.Results.RecordAsync([.. first.Select(t => Result(league, t))], None);
        Assert.Null((await ledger.Leagues.CompleteAsync(league.Id, None)).CompletedAt);

        NewTask[] round = [new(1, [2, 3], ulong.MaxValue), new(2, [1, 0], 5), new(3, [4, 2], 6)];
        Assert.Equal(2, await ledger.Tasks.AddAsync(league.Id, round[..2], None));
        Assert.Equal(1, await ledger.Tasks.AddAsync(league.Id, round, None));
        Assert.Equal(0, await ledger.Tasks.AddAsync(league.Id, [new(0, [0, 1], 7), new(2, [3, 3], 9)], None));
        Assert.Equal(0, await ledger.Tasks.AddAsync(league.Id, [], None));

        var claimed = await ledger.Tasks.ClaimAsync(league.Id, "s", 9, [], None);
        Assert.Equal(
            round.Select(t => (t.Index, t.Seats[0], t.Seats[1], t.Seed)),
            claimed.Select(t => (t.Index, t.Seats[0], t.Seats[1], t.Seed)));
        await ledger.Results.RecordAsync([.. claimed.Select(t => Result(league, t))], None);
        Assert.NotNull((await ledger.Leagues.CompleteAsync(league.Id, None)).CompletedAt);
    }

    [Fact]
    public async Task Add_beyond_the_league_or_to_none_adds_nothing()
    {
        var ledger = await OpenAsync();
        var league = await ledger.Leagues.CreateAsync(League("a", 2) with { Tasks = [] }, None);
        NewTask[] beyond = [new(0, [0, 1], 1), new(2, [0, 1], 1)];
        await Assert.ThrowsAsync<ArgumentException>(() => ledger.Tasks.AddAsync(league.Id, beyond, None));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => ledger.Tasks.AddAsync(Own("none"), beyond[..1], None));
        Assert.Empty(await ledger.Tasks.ClaimAsync(league.Id, "s", 9, [], None));
    }

    [Fact]
    public async Task Claim_hands_out_each_task_once_in_schedule_order()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 5);
        var first = await ledger.Tasks.ClaimAsync(league.Id, "s1", 3, [], None);
        var second = await ledger.Tasks.ClaimAsync(league.Id, "s2", 3, [], None);
        var third = await ledger.Tasks.ClaimAsync(league.Id, "s1", 3, [], None);
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
            while (await ledger.Tasks.ClaimAsync(league.Id, Own($"{session}"), 7, [], None) is { Count: > 0 } claimed)
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
        Assert.Empty(await ledger.Tasks.ClaimAsync(league.Id, "s", 3, [7, 1], None));
        Assert.Equal(2, (await ledger.Tasks.ClaimAsync(league.Id, "s", 2, [7], None)).Count);
    }

    [Fact]
    public async Task Release_makes_tasks_pending_again_with_the_next_attempt()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 4);
        var session = Own("s");
        var held = await ledger.Tasks.ClaimAsync(league.Id, session, 4, [], None);
        await ledger.Results.RecordAsync([Result(league, held[0])], None);
        Assert.Contains(await ledger.Tasks.ListHeldAsync(None), h => h == new HeldTasks(session, league.Id, 3));

        Assert.Equal([league.Id], await ledger.Tasks.ReleaseAsync(session, [held[1].Id, held[0].Id], None));
        Assert.Equal([league.Id], await ledger.Tasks.ReleaseAsync(session, taskIds: null, None));
        Assert.Empty(await ledger.Tasks.ReleaseAsync(session, taskIds: null, None));

        var again = await ledger.Tasks.ClaimAsync(league.Id, "t", 10, [], None);
        Assert.Equal([1, 2, 3], again.Select(t => t.Index));
        Assert.All(again, t => Assert.Equal(2, t.Attempt));
    }

    [Fact]
    public async Task ReleaseAllBut_keeps_what_is_named()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 4);
        var session = Own("s");
        var held = await ledger.Tasks.ClaimAsync(league.Id, session, 4, [], None);
        await ledger.Results.RecordAsync([Result(league, held[0])], None);

        Assert.Equal([league.Id], await ledger.Tasks.ReleaseAllButAsync(session, [held[0].Id, held[2].Id, -1], None));
        Assert.Empty(await ledger.Tasks.ReleaseAllButAsync(session, [held[2].Id], None));

        Assert.Contains(await ledger.Tasks.ListHeldAsync(None), h => h == new HeldTasks(session, league.Id, 1));
        Assert.Equal([1, 3], (await ledger.Tasks.ClaimAsync(league.Id, "t", 10, [], None)).Select(t => t.Index));
        Assert.Equal([league.Id], await ledger.Tasks.ReleaseAllButAsync(session, [], None));
    }
}
