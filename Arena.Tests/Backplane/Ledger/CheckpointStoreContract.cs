using Arena.Backplane.Ledger;
using Arena.Core.Proofs;

namespace Arena.Tests.Backplane.Ledger;

/// <summary>What every store promises of checkpoints, and of entries as a log.</summary>
public abstract class CheckpointStoreContract(ILedgerSource source) : LedgerContract(source)
{
    [Fact]
    public async Task Checkpoints_are_kept_in_their_order_with_the_parts_of_the_tree()
    {
        var ledger = await OpenAsync();
        var store = ledger.Checkpoints;
        var grant = await GrantAsync(ledger);
        var number = (await store.LastAsync(None))?.Number ?? 0;
        var (size, hash) = (1_000_000 + (10 * number), MerkleHash.Empty);
        Subtree[] parts = [new(8, size), new(9, size)];
        Assert.Empty(await store.PartsAsync(parts, None));
        await store.AddAsync(new StoredCheckpoint(number + 1, size, "first"), [new(parts[0], hash)], grant, None);
        await store.AddAsync(new StoredCheckpoint(number + 2, size, "second"), [new(parts[0], hash), new(parts[1], hash)], grant, None);

        Assert.Equal(new StoredCheckpoint(number + 2, size, "second"), await store.LastAsync(None));
        Assert.Equal("first", (await store.FindAsync(size, None))!.Note);
        Assert.Null(await store.FindAsync(size + 1, None));
        Assert.Equal(["second", "first"], (await store.ListAsync(long.MaxValue, 2, None)).Select(checkpoint => checkpoint.Note));
        Assert.Equal([new StoredCheckpoint(number + 1, size, "first")], await store.ListAsync(number + 2, 1, None));
        Assert.Empty(await store.ListAsync(1, 5, None));
        var found = await store.PartsAsync([.. parts, parts[0], new(8, size + 1)], None);
        Assert.Equal(parts, found.Keys.OrderBy(part => part.Level));
        Assert.All(found.Values, value => Assert.Equal(hash, value));
    }

    [Fact]
    public async Task Checkpoint_of_somebody_whose_time_is_over_is_refused()
    {
        var ledger = await OpenAsync();
        var grant = await GrantAsync(ledger);
        var before = await ledger.Checkpoints.LastAsync(None);
        var stale = grant with { Epoch = grant.Epoch - 1 };
        await Assert.ThrowsAsync<StaleGrantException>(
            () => ledger.Checkpoints.AddAsync(new StoredCheckpoint(999, 999, "n"), [new(new(8, 77), [1])], stale, None));
        Assert.Equal(before, await ledger.Checkpoints.LastAsync(None));
        Assert.Empty(await ledger.Checkpoints.PartsAsync([new(8, 77)], None));
    }

    [Fact]
    public async Task Keys_are_kept_once_and_their_coming_is_in_the_audit_trail()
    {
        var ledger = await OpenAsync();
        var (first, second) = (Own("key1"), Own("key2"));
        await ledger.Checkpoints.AddKeyAsync(new NewKey(first, "secret"), LedgerSteps.Requester, None);
        await ledger.Checkpoints.AddKeyAsync(new NewKey(second, null), LedgerSteps.Requester, None);
        await ledger.Checkpoints.AddKeyAsync(new NewKey(first, "other"), LedgerSteps.Requester, None);
        var keys = (await ledger.Checkpoints.KeysAsync(None)).Where(key => key.Public == first || key.Public == second);
        Assert.Equal([(first, "secret"), (second, null)], keys.Select(key => (key.Public, key.Secret)));
        var trail = await ledger.Audit.ListAsync(new AuditQuery(50) { Subject = "ledger/keys" }, None);
        Assert.Equal([second, first], trail.Select(record => record.Change.After).Where(key => key == first || key == second));
        Assert.DoesNotContain(trail, record => record.ToString().Contains("secret", StringComparison.Ordinal));
        Assert.Null(await FaultOfAsync(ledger));
    }

    [Fact]
    public async Task Entries_are_read_from_any_position_as_they_are_in_the_whole_chain()
    {
        var ledger = await OpenAsync();
        foreach (var name in new[] { "a", "b" })
        {
            var league = await CreateAsync(ledger, name, matches: 3);
            await CreateAsync(ledger, $"{name}2", matches: 0);
            var tasks = await LedgerSteps.ClaimAsync(ledger, league.Id, Own("s"), 3);
            await ledger.Results.RecordAsync([.. tasks.Select(task => Result(league, task))], None);
        }

        var whole = await ReadChainAsync(ledger);
        for (var from = Math.Max(0, whole.Count - 12); from <= whole.Count; from++)
        {
            foreach (var count in new[] { 0, 1, 3, int.MaxValue })
            {
                await using var tail = await ledger.Chain.ReadAsync(from, count, None);
                var links = await tail.Links.ToListAsync(None);
                Assert.Equal(whole.Skip(from).Take(count).Select(link => link.Hash), links.Select(link => link.Hash));
                Assert.Equal(whole.Skip(from).Take(count).Select(link => link.Digest), links.Select(link => link.Digest));
            }
        }
    }

    [Fact]
    public async Task Match_is_found_with_all_that_its_entry_and_its_leagues_are_the_digests_of()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 2);
        await CreateAsync(ledger, "b", matches: 1);
        var tasks = await LedgerSteps.ClaimAsync(ledger, league.Id, Own("s"), 2);
        await ledger.Results.RecordAsync([.. tasks.Select(task => Result(league, task))], None);

        var chain = await ReadChainAsync(ledger);
        var found = (await ledger.Chain.FindAsync(league.Id, 1, None))!;
        Assert.Equal(chain[(int)found.Entry].Digest, ResultContent.WithTask(found.Result.Digest(), found.Task!));
        Assert.Equal(chain[(int)found.LeagueEntry].Digest, found.League.Digest());
        Assert.Equal((1, league.Id), (found.Result.Index, found.League.Id));
        Assert.Null(await ledger.Chain.FindAsync(league.Id, 2, None));
        Assert.Null(await ledger.Chain.FindAsync(Own("none"), 0, None));
    }

    // A scope that is no league's has no share in them.
    [Fact]
    public async Task Whoever_makes_checkpoints_takes_leagues_all_the_same()
    {
        var ledger = await OpenAsync();
        var replica = Own("r");
        await ledger.Replicas.RenewAsync(replica, TimeSpan.FromMinutes(1), None);
        Assert.NotNull(await ledger.Replicas.TakeAsync(Own("scope"), replica, None));
        var league = (await CreateAsync(ledger, "a", matches: 1)).Id;
        await ledger.Replicas.LeaveAsync(LedgerSteps.Replica, None);
        var renewal = await ledger.Replicas.RenewAsync(replica, TimeSpan.FromMinutes(1), None);
        if (renewal.Replicas.Count == 1)
            Assert.Contains(renewal.Grants, grant => grant.Scope == Grant.OfLeague(league));
        await ledger.Replicas.LeaveAsync(replica, None);
    }

    private static async Task<Grant> GrantAsync(ILedger ledger) =>
        (await ledger.Replicas.TakeAsync(Grant.Checkpoints, LedgerSteps.Replica, None))!;
}
