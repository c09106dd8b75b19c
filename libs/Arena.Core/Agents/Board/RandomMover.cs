using Arena.Core.Games;
using Arena.Core.Games.Dilemma;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Board;

/// <summary>Plays any legal move, all equally likely.</summary>
internal sealed class RandomMover(Seed seed) : IAgent
{
    private readonly Dice _dice = new(seed);

    internal static readonly StrategyType Strategy = new()
    {
        Id = "random",
        Description = "any legal move, all equally likely",
        Source = "the customary yardstick",
        Plays = static game => game.Name != DilemmaGame.Rules.Name,
        Needs = "every game but the iterated prisoner's dilemma, which has a random of its own",
        Create = setup => new RandomMover(setup.Seed),
    };

    public ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken) =>
        new(state.RandomAction(seat, _dice));
}
