using System.Security.Cryptography;
using Arena.Backplane.Ledger;

namespace Arena.Tests.Backplane.Ledger;

/// <summary>What every store promises of matches that were played again.</summary>
public abstract class RecheckStoreContract(ILedgerSource source) : LedgerContract(source)
{
    [Fact]
    public async Task Rechecks_are_kept_in_order_one_of_each_node_and_match()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 1);
        var task = (await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 1))[0];
        var first = new RecheckFinding(
            task.Id, league.Id, 0, "node-1", "node-2", RecheckOutcome.Disagreed, SHA256.HashData([1]), "its hash",
            new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var second = first with { Node = "node-3", Outcome = RecheckOutcome.Agreed, Reason = null };
        var grant = await LedgerSteps.GrantAsync(ledger, league.Id);
        await ledger.Rechecks.RecordAsync(first, grant, None);
        await ledger.Rechecks.RecordAsync(first with { Outcome = RecheckOutcome.Agreed }, grant, None);
        await ledger.Rechecks.RecordAsync(second, grant, None);

        var kept = await ledger.Rechecks.ListAsync(league.Id, None);
        Assert.Equal([first, second], kept.Select((v, i) => v with { MatchHash = (i == 0 ? first : second).MatchHash }));
        Assert.Equal(first.MatchHash, kept[0].MatchHash);
        Assert.Empty(await ledger.Rechecks.ListAsync(Own("another"), None));
    }
}
