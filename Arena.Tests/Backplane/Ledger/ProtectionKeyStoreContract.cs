namespace Arena.Tests.Backplane.Ledger;

/// <summary>What every store promises of the keys that seal cookies.</summary>
public abstract class ProtectionKeyStoreContract(ILedgerSource source) : LedgerContract(source)
{
    private static readonly TimeSpan _anyway = TimeSpan.FromMilliseconds(-1);

    [Fact]
    public async Task Keys_come_back_in_the_order_in_which_they_were_added()
    {
        var keys = (await OpenAsync()).ProtectionKeys;
        string[] added = [$"<key id=\"{Own("ä")}\"/>", $"<key id=\"{Own("b")}\"/>"];
        foreach (var document in added)
            Assert.True(await keys.TryAddAsync(document, _anyway, None));
        Assert.Equal(added, (await keys.ListAsync(None)).Where(document => document.Contains(Own(""), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Of_many_who_find_that_one_is_due_one_adds_it()
    {
        var keys = (await OpenAsync()).ProtectionKeys;
        await keys.TryAddAsync($"<key id=\"{Own("first")}\"/>", _anyway, None);
        var tries = Enumerable.Range(0, 8).Select(i => Task.Run(
            () => keys.TryAddAsync($"<key id=\"{Own($"late-{i}")}\"/>", TimeSpan.FromHours(1), None)));
        Assert.DoesNotContain(true, await Task.WhenAll(tries));
        Assert.DoesNotContain(await keys.ListAsync(None), document => document.Contains(Own("late"), StringComparison.Ordinal));
    }
}
