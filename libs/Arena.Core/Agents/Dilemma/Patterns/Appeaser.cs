using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma.Patterns;

/// <summary>Tries to get the other to cooperate: changes its choice after every defection of the other.</summary>
internal sealed class Appeaser : DilemmaAgent
{
    internal static readonly StrategyType Strategy = Entry(
        "appeaser", "changes its choice after each of the other's defections; cooperates first",
        "Müller, in the Axelrod-Python library", _ => new Appeaser());

    protected override Choice Choose(History history) =>
        history.IsEmpty || (history.MyLast == Choice.Cooperate) == (history.TheirLast == Choice.Cooperate)
            ? Choice.Cooperate
            : Choice.Defect;
}
