using System.Collections.Immutable;
using Arena.Core.Agents.Board;
using Arena.Core.Agents.Dilemma;
using Arena.Core.Agents.Dilemma.Grudges;
using Arena.Core.Agents.Dilemma.MemoryOne;
using Arena.Core.Agents.Dilemma.Openings;
using Arena.Core.Agents.Dilemma.Patterns;
using Arena.Core.Agents.Dilemma.SecondTournament;
using Arena.Core.Agents.Dilemma.Tats;
using Arena.Core.Agents.Drills;
using Arena.Core.Agents.Poker;
using Arena.Core.Games;
using Arena.Core.Primitives;

namespace Arena.Core.Agents;

/// <summary>Every built-in strategy. One id may name different strategies in different games (as "random" does).</summary>
public static class StrategyCatalog
{
    /// <summary>All of them; an id comes once for each game, or kind of games, that it plays in its own way.</summary>
    public static ImmutableArray<StrategyType> All { get; } =
    [
        // Axelrod's first tournament, in the order of its final table.
        TitForTat.Strategy, TidemanChieruzzi.Strategy, Nydegger.Strategy, Grofman.Strategy, Shubik.Strategy,
        SteinRapoport.Strategy, Grudger.Strategy, Davis.Strategy, Graaskamp.Strategy, Downing.Strategy,
        Feld.Strategy, Joss.Strategy, Tullock.Strategy, Unnamed.Strategy, RandomChoice.Strategy,
        // Classics.
        Cooperator.Strategy, Defector.Strategy, Alternator.Strategy, TitForTwoTats.Strategy,
        SuspiciousTitForTat.Strategy, GenerousTitForTat.Strategy, WinStayLoseShift.Strategy, Grim.Strategy,
        // The second tournament.
        Champion.Strategy, Eatherley.Strategy, Tester.Strategy,
        // Later ones.
        .. MemoryOneCatalog.All,
        .. TatsInWindow.Strategies, ContriteTitForTat.Strategy, Gradual.Strategy, AdaptiveTitForTat.Strategy,
        OmegaTitForTat.Strategy, SpitefulTitForTat.Strategy, SlowTitForTat.Strategy, RemorsefulProber.Strategy,
        .. FixedOpenings.All,
        .. Retaliation.Strategies, .. Trigger.Strategies, Aggravater.Strategy, GrudgerAlternator.Strategy, Forgiver.Strategy,
        .. Cycle.Strategies, .. MajorityRule.Strategies, AllOrNone.Strategy, AverageCopier.Strategy, Appeaser.Strategy,
        .. StateMachine.Strategies,
        // Board games.
        RandomMover.Strategy, Greedy.Strategy, Minimax.Strategy, AlphaBeta.Strategy, TreeSearch.Strategy, KuhnEquilibrium.Strategy,
        // Drills.
        Crash.Strategy, Stall.Strategy, Illegal.Strategy,
    ];

    /// <summary>The strategies that play the game, each id once.</summary>
    public static IEnumerable<StrategyType> For(GameType game) => All.Where(strategy => strategy.Plays(game));

    internal static IEnumerable<string> Ids(GameType game) => For(game).Select(strategy => strategy.Id);

    /// <summary>Why the game has no strategy of that id, and which it has.</summary>
    public static string Unknown(GameType game, string id)
    {
        ArgumentNullException.ThrowIfNull(game);
        var known = string.Join(", ", Ids(game));
        return All.FirstOrDefault(strategy => strategy.Id == id) is { } other
            ? $"strategy '{id}' does not play {game.Name}: it plays {other.Needs}; known for {game.Name}: {known}"
            : $"unknown strategy '{id}' for {game.Name}{NearMiss.Hint(id, Ids(game))}";
    }

    /// <summary>The strategy of that id in that game; null when there is none.</summary>
    public static StrategyType? Find(GameType game, string id)
    {
        foreach (var strategy in All)
            if (strategy.Id == id && strategy.Plays(game)) return strategy;
        return null;
    }
}
