using Arena.Core.Games.Dilemma;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Dilemma;

/// <summary>Cooperates or defects by a coin: RANDOM, fifteenth and last of the first tournament.</summary>
internal sealed class RandomChoice(double kindness, Seed seed) : DilemmaAgent
{
    private readonly Dice _dice = new(seed);

    internal static readonly StrategyType Strategy = Entry(
        "random", "cooperates with probability ½ (or p)",
        FirstTournament.By("RANDOM"), setup => new RandomChoice(setup.Parameters.Number("p"), setup.Seed),
        ParameterDefinition.Number("p", 0.5, 0, 1, "probability of cooperating"));

    protected override Choice Choose(History history) => CooperateWith(kindness, _dice);
}
