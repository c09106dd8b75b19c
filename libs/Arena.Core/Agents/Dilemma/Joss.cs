using Arena.Core.Games.Dilemma;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Dilemma;

/// <summary>
/// Tit For Tat that cooperates only nine times in ten after a cooperation. Twelfth of the first tournament.
/// </summary>
internal sealed class Joss(double kindness, Seed seed) : DilemmaAgent
{
    private readonly Dice _dice = new(seed);

    internal static readonly StrategyType Strategy = Entry(
        "joss", "tit for tat that defects after one in ten cooperations",
        FirstTournament.By("Johann Joss"), setup => new Joss(setup.Parameters.Number("p"), setup.Seed),
        ParameterDefinition.Number("p", 0.9, 0, 1, "probability of cooperating after a cooperation"));

    // Axelrod-Python's memory-one players open with a cooperation; the paper does not say.
    protected override Choice Choose(History history)
    {
        if (history.IsEmpty) return Choice.Cooperate;
        return history.TheirLast == Choice.Defect ? Choice.Defect : CooperateWith(kindness, _dice);
    }
}
