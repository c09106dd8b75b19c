using Arena.Backplane.Ledger;
using Arena.Core.Leagues.Standings;
using Arena.Core.Ratings.Fitting;

namespace Arena.Tests.Backplane.Ledger;

/// <summary>What every store promises of ratings.</summary>
public abstract class RatingStoreContract(ILedgerSource source) : LedgerContract(source)
{
    [Fact]
    public async Task Ratings_of_rounds_are_kept_once_bit_for_bit_and_in_order()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 1);
        var other = await CreateAsync(ledger, "b", matches: 1);
        Assert.Equal(0, await ledger.Ratings.LastRoundAsync(league.Id, None));
        Assert.Empty(await ledger.Ratings.ListAsync(league.Id, None));

        RoundRating[] rounds =
        [
            new(new(1, 3), 0, new AgentRating(1510, 1500 + Math.PI, 1e-300, 1, 1, RatingFlags.None)),
            new(new(1, 3), 1, new AgentRating(1490, 1500 - Math.E, null, 0, 2, RatingFlags.OneSided | RatingFlags.Anchored)),
            new(new(10, 30), 0, new AgentRating(double.BitIncrement(1500), null, null, int.MaxValue + 1L, 1, RatingFlags.NotFitted)),
        ];
        await ledger.Ratings.AddAsync(league.Id, [rounds[2], rounds[1]], await LedgerSteps.GrantAsync(ledger, league.Id), None);
        await ledger.Ratings.AddAsync(league.Id, [rounds[0], rounds[1] with { Rating = rounds[0].Rating }],
            await LedgerSteps.GrantAsync(ledger, league.Id), None);
        await ledger.Ratings.AddAsync(league.Id, [], await LedgerSteps.GrantAsync(ledger, league.Id), None);
        await ledger.Ratings.AddAsync(other.Id, [rounds[0]], await LedgerSteps.GrantAsync(ledger, other.Id), None);

        Assert.Equal(rounds, await ledger.Ratings.ListAsync(league.Id, None));
        Assert.Equal(10, await ledger.Ratings.LastRoundAsync(league.Id, None));
        Assert.Equal(1, await ledger.Ratings.LastRoundAsync(other.Id, None));
        Assert.Equal(0, await ledger.Ratings.LastRoundAsync(Own("none"), None));
    }

    [Fact]
    public async Task Ratings_of_no_league_are_an_error_and_add_nothing()
    {
        var ledger = await OpenAsync();
        var stranger = Own("stranger");
        var rating = new RoundRating(new(1, 1), 0, new AgentRating(1500, null, null, 0, 1, RatingFlags.NoGames));
        var grant = new Grant(Grant.OfLeague(stranger), LedgerSteps.Replica, 1);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => ledger.Ratings.AddAsync(stranger, [rating], grant, None));
        Assert.Empty(await ledger.Ratings.ListAsync(stranger, None));
    }
}
