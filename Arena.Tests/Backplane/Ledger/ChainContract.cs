using Arena.Backplane.Ledger;
using Arena.Core.Proofs;

namespace Arena.Tests.Backplane.Ledger;

/// <summary>What every store promises of its chain.</summary>
public abstract class ChainContract(ILedgerSource source) : LedgerContract(source)
{
    [Fact]
    public async Task Chain_has_every_league_and_result_with_the_digest_of_what_is_stored()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 2);
        var stored = await RecordAsync(ledger, league, 2);
        var links = await ReadChainAsync(ledger);
        var entered = Assert.Single(links.OfType<LeagueLink>(), link => link.Id == league.Id);
        Assert.Equal(LeagueChain.Digest(league), entered.Digest);
        foreach (var (index, result) in stored.Index())
        {
            var link = Assert.Single(links.OfType<ResultLink>(), link => link.Sequence == result.Sequence);
            Assert.Equal(result.Result.TaskId, link.TaskId);
            Assert.Equal(result.Hash, link.Hash);
            var digest = ResultChain.Digest(result.Result);
            Assert.Equal(ResultContent.WithTask(digest, [0, 1], ulong.MaxValue - (ulong)index), link.Digest);
        }
    }

    [Fact]
    public async Task Head_grows_with_leagues_and_results_and_former_heads_stay()
    {
        var ledger = await OpenAsync();
        var heads = new List<ChainHead> { (await ledger.Chain.HeadAsync(None))! };
        var league = await CreateAsync(ledger, "a", matches: 2);
        heads.Add((await ledger.Chain.HeadAsync(None))!);
        await CreateAsync(ledger, "b", matches: 1);
        heads.Add((await ledger.Chain.HeadAsync(None))!);
        await RecordAsync(ledger, league, 2);
        heads.Add((await ledger.Chain.HeadAsync(None))!);

        Assert.Equal([0, 0, 0, 2], heads.Select(head => head.Results - heads[0].Results));
        Assert.Equal([0, 1, 2, 2], heads.Select(head => head.Leagues - heads[0].Leagues));
        Assert.Single(heads.Select(head => head.Ledger).Distinct());
        foreach (var head in heads)
        {
            Assert.True(await ledger.Chain.HasAsync(head, None));
            Assert.False(await ledger.Chain.HasAsync(head with { Ledger = new string('0', 32) }, None));
            Assert.False(await ledger.Chain.HasAsync(head with { Hash = new byte[31] }, None));
        }

        var known = heads.Select(head => new KnownHead("you", head.Hash, head.Results));
        Assert.Empty((await LedgerAudit.RunAsync(ledger.Chain, known, checkpoint: null, None)).Faults);
        Assert.Equal(heads[^1].Hash, (await LedgerAudit.RunAsync(ledger.Chain, [], checkpoint: null, None)).Head);
    }

    [Fact]
    public async Task Ledger_that_is_opened_again_is_the_same()
    {
        var ledger = await OpenAsync();
        await CreateAsync(ledger, "a", matches: 1);
        var head = await ledger.Chain.HeadAsync(None);
        await ledger.OpenAsync(None);
        Assert.Equivalent(head, await ledger.Chain.HeadAsync(None), strict: true);
    }

    [Fact]
    public async Task Leagues_that_ended_add_up()
    {
        var ledger = await OpenAsync();
        var complete = await CreateAsync(ledger, "a", matches: 2);
        await RecordAsync(ledger, complete, 2);
        await LedgerSteps.CompleteAsync(ledger, complete.Id);
        var stopped = await CreateAsync(ledger, "b", matches: 3);
        await RecordAsync(ledger, stopped, 1);
        await ledger.Leagues.StopAsync(stopped.Id, version: null, LedgerSteps.Requester, None);
        Assert.Null(await FaultOfAsync(ledger));
        await using var reading = await ledger.Chain.ReadAsync(None);
        Assert.Equal((2, 2, 2), CountsOf(complete));
        Assert.Equal((3, 1, 1), CountsOf(stopped));

        (long Tasks, long Completed, long Results) CountsOf(LeagueEntry league)
        {
            var count = reading.Leagues.Single(found => found.Id == league.Id);
            return (count.Tasks, count.Completed, count.Results);
        }
    }

    private static async Task<List<LedgerResult>> RecordAsync(ILedger ledger, LeagueEntry league, int results)
    {
        var tasks = await LedgerSteps.ClaimAsync(ledger, league.Id, "s", results);
        await ledger.Results.RecordAsync([.. tasks.Select(task => Result(league, task))], None);
        return await ReadAsync(ledger, league.Id);
    }
}
