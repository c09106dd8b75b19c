using Arena.Core.Games.Dilemma;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Dilemma;

/// <summary>
/// Tit For Tat that forgives some defections. For payoffs 3, 0, 5, 1 the most that can be forgiven without inviting
/// exploitation is min(1 - (T-R)/(R-S), (R-P)/(T-P)) = 1/3, the default.
/// </summary>
internal sealed class GenerousTitForTat(double generosity, Seed seed) : DilemmaAgent
{
    private readonly Dice _dice = new(seed);

    internal static readonly StrategyType Strategy = Entry(
        "generous-tit-for-tat", "tit for tat that forgives one defection in three",
        "Nowak and Sigmund 1992, \"Tit for tat in heterogeneous populations\"",
        setup => new GenerousTitForTat(setup.Parameters.Number("generosity"), setup.Seed),
        ParameterDefinition.Number("generosity", 1.0 / 3, 0, 1, "probability of forgiving a defection"));

    protected override Choice Choose(History history) =>
        history.Tit == Choice.Cooperate ? Choice.Cooperate : CooperateWith(generosity, _dice);
}
