using Arena.Backplane.Ledger;

namespace Arena.Tests.Backplane.Ledger;

/// <summary>What every store promises of models.</summary>
public abstract class ModelStoreContract(ILedgerSource source) : LedgerContract(source)
{
    private const string Spec = """{"dimension":3,"note":"Søren 🦀"}""";
    private static readonly byte[] _weights = [1, 2, 3];

    [Fact]
    public async Task Round_makes_the_next_version_of_whoever_sent_something_and_the_trail_names_them()
    {
        var (ledger, model) = await CreateAsync("m");
        foreach (var client in new[] { "b", "a", "c" })
            Assert.Equal(ReceivedUpdate.Added, await ledger.Models.ReceiveAsync(model, 0, Update(client, 7), None));
        Assert.Equal(["a", "b", "c"], (await ledger.Models.OpenRoundAsync(model, None)).Select(update => update.Client));

        Assert.True(await ledger.Models.CommitAsync(model, new NewModelVersion(1, [9], "{}", ["c"]), LedgerSteps.Requester, None));

        Assert.Empty(await ledger.Models.OpenRoundAsync(model, None));
        var versions = await ledger.Models.VersionsAsync(model, before: null, 9, None);
        Assert.Equal([1, 0], versions.Select(version => version.Number));
        Assert.Equal(new byte[] { 9 }, versions[0].Digest);
        Assert.Equal(_weights, versions[1].Digest);
        Assert.Equal(["{}", null], versions.Select(version => version.State));
        Assert.Equal([("a", false), ("b", false), ("c", true)], versions[0].Updates.Select(update => (update.Client, update.IsLeftOut)));
        Assert.All(versions[0].Updates, update => Assert.Equal(("""{"samples":7}""", 7), (update.Header, update.Digest[0])));
        Assert.All(versions[0].Updates, update => Assert.InRange(update.At, versions[1].At, versions[0].At));
        Assert.Empty(versions[1].Updates);
        Assert.Equal([0], (await ledger.Models.VersionsAsync(model, before: 1, 9, None)).Select(version => version.Number));
        Assert.Equal([1], (await ledger.Models.VersionsAsync(model, before: null, 1, None)).Select(version => version.Number));

        var entry = Assert.Single(await ledger.Models.ListAsync(None), entry => entry.Name == model);
        Assert.Equal((Spec, 1, 3), (entry.Spec, entry.Current.Number, entry.Current.Updates.Count));
        var trail = await ledger.Audit.ListAsync(new AuditQuery(9) { Subject = $"model/{model}" }, None);
        Assert.Equal(["model.version", "model.create"], trail.Select(change => change.Change.What));
        Assert.Equal("version 1 09\nof a 07\nof b 07\nwithout c 07", trail[0].Change.After);
        Assert.Equal("version 0 010203", trail[0].Change.Before);
        Assert.Null(await FaultOfAsync(ledger));
    }

    [Fact]
    public async Task Name_that_is_taken_changes_nothing()
    {
        var (ledger, model) = await CreateAsync("m");
        Assert.False(await ledger.Models.CreateAsync(new NewModel(model, "{}", [4]), LedgerSteps.Requester, None));
        Assert.Equal(Spec, Assert.Single(await ledger.Models.ListAsync(None), entry => entry.Name == model).Spec);
        Assert.Single(await ledger.Audit.ListAsync(new AuditQuery(9) { Subject = $"model/{model}" }, None));
    }

    [Fact]
    public async Task Client_has_one_update_in_a_round_and_may_send_it_again()
    {
        var (ledger, model) = await CreateAsync("m");
        Assert.Equal(ReceivedUpdate.Added, await ledger.Models.ReceiveAsync(model, 0, Update("a", 7), None));
        Assert.Equal(ReceivedUpdate.Repeated, await ledger.Models.ReceiveAsync(model, 0, Update("a", 7), None));
        Assert.Equal(ReceivedUpdate.Conflicting, await ledger.Models.ReceiveAsync(model, 0, Update("a", 8), None));
        Assert.Equal(7, Assert.Single(await ledger.Models.OpenRoundAsync(model, None)).Digest[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Nothing_enters_another_round_than_the_open_one(long round)
    {
        var (ledger, model) = await CreateAsync("m");
        Assert.Equal(ReceivedUpdate.WrongRound, await ledger.Models.ReceiveAsync(model, round, Update("a", 7), None));
        Assert.Equal(ReceivedUpdate.WrongRound, await ledger.Models.ReceiveAsync(Own("none"), 0, Update("a", 7), None));
        Assert.Empty(await ledger.Models.OpenRoundAsync(model, None));
    }

    [Fact]
    public async Task Of_many_who_end_a_round_at_once_one_does()
    {
        var (ledger, model) = await CreateAsync("m");
        var ends = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            ledger.Models.CommitAsync(model, new NewModelVersion(1, [(byte)i], State: null, []), LedgerSteps.Requester, None)));
        Assert.Single(ends, ended => ended);
        var version = (await ledger.Models.VersionsAsync(model, before: null, 1, None))[0];
        Assert.Equal((1, (byte)Array.IndexOf(ends, true)), (version.Number, version.Digest[0]));
    }

    private async Task<(ILedger Ledger, string Model)> CreateAsync(string name)
    {
        var ledger = await OpenAsync();
        Assert.True(await ledger.Models.CreateAsync(new NewModel(Own(name), Spec, _weights), LedgerSteps.Requester, None));
        return (ledger, Own(name));
    }

    private static ModelUpdateEntry Update(string client, byte digest) => new(client, [digest], """{"samples":7}""");
}
