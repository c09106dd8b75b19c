using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma;

/// <summary>Defects only after two defections in a row. Axelrod (1980) showed it would have won the first tournament.</summary>
internal sealed class TitForTwoTats : DilemmaAgent
{
    internal static readonly StrategyType Strategy = Entry(
        "tit-for-two-tats", "defects only after two defections in a row",
        "Axelrod 1980, \"Effective Choice in the Prisoner's Dilemma\"", _ => new TitForTwoTats());

    protected override Choice Choose(History history) =>
        history.Count >= 2 && history.TheirLast == Choice.Defect && history.Theirs(history.Count - 2) == Choice.Defect
            ? Choice.Defect
            : Choice.Cooperate;
}
