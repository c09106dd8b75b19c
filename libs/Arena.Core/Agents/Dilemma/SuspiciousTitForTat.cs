using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma;

/// <summary>Tit For Tat that opens with a defection.</summary>
internal sealed class SuspiciousTitForTat : DilemmaAgent
{
    internal static readonly StrategyType Strategy = Entry(
        "suspicious-tit-for-tat", "defects first, then repeats the other's last choice",
        "Boyd and Lorberbaum 1987, \"No pure strategy is evolutionarily stable\"", _ => new SuspiciousTitForTat());

    protected override Choice Choose(History history) => history.IsEmpty ? Choice.Defect : history.TheirLast;
}
