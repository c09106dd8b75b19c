using Arena.Core.Games;
using Arena.Core.Games.Poker;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Poker;

/// <summary>
/// One of Kuhn's equilibria of his poker: as the first seat it loses 1/18 of a chip a hand at most on average, as the second
/// it wins as much at least, whatever the other does.
/// </summary>
/// <param name="alpha">Which of them: how often the first seat bluffs with the lowest card, 0 to 1/3.</param>
/// <param name="seed">Its dice.</param>
internal sealed class KuhnEquilibrium(double alpha, Seed seed) : IAgent
{
    private readonly Dice _dice = new(seed);

    internal static readonly StrategyType Strategy = new()
    {
        Id = "kuhn-equilibrium",
        Description = "an equilibrium of Kuhn poker: nobody wins more against it than the game is worth",
        Source = "Kuhn 1950, \"A Simplified Two-Person Poker\"",
        Plays = static game => game == KuhnGame.Rules,
        Needs = "Kuhn poker",
        Parameters = new([ParameterDefinition.Number("alpha", 1.0 / 3, 0, 1.0 / 3, "how often the first seat bets the lowest card")]),
        Create = setup => new KuhnEquilibrium(setup.Parameters.Number("alpha"), setup.Seed),
    };

    public ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new(_dice.Chance(Bets(state.Observation(seat))) ? 1 : 0);
    }

    /// <summary>How likely it is to bet, by what it sees: its card, and the passes and bets so far.</summary>
    internal double Bets(string seen) => seen switch
    {
        "0" => alpha,
        "2" => 3 * alpha,
        "1pb" => alpha + 1.0 / 3,
        "0p" or "1b" => 1.0 / 3,
        "2p" or "2b" or "2pb" => 1,
        _ => 0,
    };
}
