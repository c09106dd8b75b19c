using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma.Grudges;

/// <summary>Cooperates with whoever defects in at most a tenth of the turns.</summary>
internal sealed class Forgiver : DilemmaAgent
{
    internal static readonly StrategyType Strategy = Entry(
        "forgiver", "defects while the other has defected in more than a tenth of the turns",
        "Campbell, in the Axelrod-Python library", _ => new Forgiver());

    protected override Choice Choose(History history) =>
        10 * history.TheirDefections > history.Count ? Choice.Defect : Choice.Cooperate;
}
