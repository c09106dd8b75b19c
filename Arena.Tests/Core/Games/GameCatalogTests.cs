using Arena.Core.Games;
using Arena.Core.Games.Dilemma;

namespace Arena.Tests.Core.Games;

public sealed class GameCatalogTests
{
    [Fact]
    public void Names_and_aliases_are_unique()
    {
        var names = GameCatalog.All.SelectMany(game => game.Aliases.Prepend(game.Name)).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Equal(["ipd", "tic_tac_toe", "connect_four", "othello", "breakthrough", "chess", "kuhn_poker", "leduc_poker"],
            GameCatalog.Names.Take(8));
        Assert.All(GameCatalog.Names.Skip(8), name => Assert.StartsWith("matrix_", name));
    }

    [Fact]
    public void Find_knows_aliases_and_nothing_else()
    {
        Assert.Same(DilemmaGame.Rules, GameCatalog.Find("iterated_prisoners_dilemma"));
        Assert.Null(GameCatalog.Find("go"));
        Assert.Null(GameCatalog.Find("IPD"));
    }
}
