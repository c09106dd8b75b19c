using Arena.Backplane.Ledger;
using Arena.Core.Dials;

namespace Arena.Tests.Backplane.Ledger;

/// <summary>What every store promises of dials. A store may have epochs of other tests.</summary>
public abstract class DialStoreContract(ILedgerSource source) : LedgerContract(source)
{
    private static readonly Requester _somebody = new("key:k", "it is time", "0af7651916cd43dd8448eb211c80319c");
    private static readonly DialValues _defaults = DialValues.Defaults;
    private static readonly DialValues _other = _defaults.With("PFSP_power", 1.5).With("Learning_rate", 0.1 / 3);

    [Fact]
    public async Task Every_epoch_is_kept_with_who_and_why_and_follows_the_last()
    {
        var ledger = await OpenAsync();
        var start = await NewestAsync(ledger);
        var first = await ledger.Dials.AppendAsync(new NewDialEpoch(NewDialEpoch.Set, _defaults, _other), start, _somebody, None);
        var second = await ledger.Dials.AppendAsync(
            new NewDialEpoch(NewDialEpoch.Rollback, _other, _defaults), start + 1, LedgerSteps.Requester, None);
        Assert.Equal((start + 1, _other.ToJson(), _somebody), (first.Number, first.Values, first.By));
        Assert.Equal((start + 2, _defaults.ToJson(), LedgerSteps.Requester), (second.Number, second.Values, second.By));
        Assert.InRange(second.At, first.At, DateTimeOffset.MaxValue);
        Assert.Equal([second, first], await ledger.Dials.HistoryAsync(before: null, 2, None));
        Assert.Equal([first], await ledger.Dials.HistoryAsync(second.Number, 1, None));
        Assert.Equal([second], await ledger.Dials.HistoryAsync(before: null, 1, None));
        Assert.Empty(await ledger.Dials.HistoryAsync(before: 1, 9, None));
    }

    [Fact]
    public async Task Audit_trail_has_an_entry_for_every_dial_that_changes()
    {
        var ledger = await OpenAsync();
        var before = (await ledger.Audit.ListAsync(new AuditQuery(1), None)).Select(entry => entry.Sequence).FirstOrDefault();
        await AppendAsync(ledger, new NewDialEpoch(NewDialEpoch.Rollback, _defaults, _other));
        var added = (await ledger.Audit.ListAsync(new AuditQuery(9), None)).Where(entry => entry.Sequence > before).ToArray();
        Assert.Equal(
            [("dial/PFSP_power", "1", "1.5"), ("dial/Learning_rate", "0.02", "0.03333333333333333")],
            added.Select(entry => (entry.Change.Subject, entry.Change.Before, entry.Change.After)));
        Assert.All(added, entry => Assert.Equal(("dial.rollback", "", _somebody), (entry.Change.What, entry.Change.Tenant, entry.By)));
        Assert.Null(await FaultOfAsync(ledger));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task Epoch_after_another_than_the_newest_is_refused_and_nothing_is_added(long off)
    {
        var ledger = await OpenAsync();
        var newest = await AppendAsync(ledger, new NewDialEpoch(NewDialEpoch.Set, _defaults, _other));
        var last = Assert.Single(await ledger.Audit.ListAsync(new AuditQuery(1), None)).Sequence;
        var stale = await Assert.ThrowsAsync<StaleDialsException>(() => ledger.Dials.AppendAsync(
            new NewDialEpoch(NewDialEpoch.Set, _other, _defaults), newest.Number + off, _somebody, None));
        Assert.Equal(newest.Number, stale.Current);
        Assert.Equal([newest], await ledger.Dials.HistoryAsync(before: null, 1, None));
        Assert.Equal(last, Assert.Single(await ledger.Audit.ListAsync(new AuditQuery(1), None)).Sequence);
    }

    [Fact]
    public async Task Of_many_who_follow_one_epoch_at_once_one_does()
    {
        var ledger = await OpenAsync();
        var start = await NewestAsync(ledger);
        var tries = Enumerable.Range(0, 8).Select(async i =>
        {
            try
            {
                var wanted = _defaults.With("PFSP_power", i / 4.0);
                await ledger.Dials.AppendAsync(new NewDialEpoch(NewDialEpoch.Set, _defaults, wanted), start, _somebody, None);
                return true;
            }
            catch (StaleDialsException)
            {
                return false;
            }
        });
        Assert.Single(await Task.WhenAll(tries), done => done);
        Assert.Equal(start + 1, await NewestAsync(ledger));
    }

    private static async Task<long> NewestAsync(ILedger ledger) =>
        await ledger.Dials.HistoryAsync(before: null, 1, None) is [var newest] ? newest.Number : 0;

    private static async Task<DialEntry> AppendAsync(ILedger ledger, NewDialEpoch dials) =>
        await ledger.Dials.AppendAsync(dials, await NewestAsync(ledger), _somebody, None);
}
