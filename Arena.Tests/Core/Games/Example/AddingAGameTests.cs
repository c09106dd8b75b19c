using Arena.Cli.Matches;
using Arena.Core.Agents;
using Arena.Core.Games;
using Arena.Core.Matches;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Games.Example;

/// <summary>The game of docs/adding-a-game.md: the page shows what is compiled here, and what it says comes true.</summary>
public sealed class AddingAGameTests
{
    private static readonly IGame Coins = CoinsGame.Rules.Create(CoinsGame.Rules.Parameters.Defaults);

    [Theory]
    [InlineData("CoinsGame.cs")]
    [InlineData("CoinsState.cs")]
    public void Page_shows_the_code_that_is_compiled(string file)
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "adding-a-game.md"));
        var code = File.ReadAllText(Path.Combine(Repository.Root, "Arena.Tests", "Core", "Games", "Example", file));
        Assert.Contains(code[code.IndexOf("/// <summary>", StringComparison.Ordinal)..].Trim(), page);
    }

    [Fact]
    public void Every_check_of_the_catalogs_games_holds()
    {
        EveryGameChecks.EndWithinBounds(Coins, 20);
        EveryGameChecks.TextReadsBack(Coins, 20);
    }

    [Theory]
    [InlineData("alpha-beta")]
    [InlineData("minimax")]
    [InlineData("mcts")]
    public async Task Searchers_play_it_at_once_and_leave_a_multiple_of_four(string strategy)
    {
        var type = StrategyCatalog.Find(CoinsGame.Rules, strategy)!;
        var agent = type.Create(new AgentSetup(Coins, type.Parameters.Defaults, default));
        foreach (var coins in new[] { 5, 6, 7, 9 })
        {
            var state = Coins.ParseState($"{coins} first");
            state.Apply(await agent.ChooseAsync(state, 0, default));
            Assert.Equal(coins / 4 * 4, int.Parse(state.ToString()!.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task Matches_of_it_are_refereed_and_recorded()
    {
        var plan = new MatchPlan { Game = Coins,
            Agents = [AgentDefinition.Of(CoinsGame.Rules, "random"), AgentDefinition.Of(CoinsGame.Rules, "alpha-beta")],
            Games = 2, Rounds = 5 };
        var table = new MatchTable(plan);
        for (var i = 0; i < plan.Count; i++)
            table.Add(plan.At(i), GameResult.Of(await MatchRunner.PlayAsync(plan.At(i).Spec, TimeProvider.System, default)));
        Assert.Equal("alpha-beta", table.Rows()[0].Agent);
        Assert.InRange(table.Rows()[0].Points, 9, 10);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 8)]      // 9 less the pair 3 + 3, which five coins do not have
    [InlineData(5, 1)]
    [InlineData(6, 0)]
    public void Perft_of_five_coins_counts_ordered_sums(int plies, long expected) =>
        Assert.Equal(expected, Perft.Count(Coins.ParseState("5 first"), plies));
}
