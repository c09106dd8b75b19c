using Arena.Core.Games.Dilemma;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Dilemma;

/// <summary>
/// The entry of a graduate student whose name was withheld. Fourteenth of the first tournament.
/// </summary>
/// <remarks>
/// The program adjusted its probability of cooperation by rules which the paper does not give, but says that they "left
/// the probability of cooperation in the 30% to 70% range". As in Axelrod-Python, it is drawn from there every turn.
/// </remarks>
internal sealed class Unnamed(Seed seed) : DilemmaAgent
{
    private readonly Dice _dice = new(seed);

    internal static readonly StrategyType Strategy = Entry(
        "unnamed", "cooperates with a probability drawn from 30 % to 70 % every turn",
        FirstTournament.By("name withheld"), setup => new Unnamed(setup.Seed));

    protected override Choice Choose(History history) => CooperateWith(0.3 + 0.4 * _dice.NextDouble(), _dice);
}
