using Arena.Core.Agents;
using Arena.Core.Games;

namespace Arena.Tests.Core.Agents;

public sealed class StrategyCatalogTests
{
    [Fact]
    public void Ids_are_kebab_case_and_unique_within_each_game()
    {
        Assert.All(StrategyCatalog.All, strategy => Assert.Matches("^[a-z]+(-[a-z0-9]+)*$", strategy.Id));
        Assert.All(GameCatalog.All, game => Assert.Equal(StrategyCatalog.Ids(game).Count(), StrategyCatalog.Ids(game).Distinct().Count()));
    }

    [Fact]
    public void Every_game_has_the_drills_and_random()
    {
        Assert.All(GameCatalog.All, game => Assert.Superset(
            new HashSet<string> { "random", "crash", "stall", "illegal" }, StrategyCatalog.Ids(game).ToHashSet()));
    }

    [Fact]
    public void Find_tells_games_apart()
    {
        Assert.NotSame(
            StrategyCatalog.Find(GameCatalog.Find("ipd")!, "random"),
            StrategyCatalog.Find(GameCatalog.Find("connect_four")!, "random"));
        Assert.Null(StrategyCatalog.Find(GameCatalog.Find("connect_four")!, "joss"));
    }
}
