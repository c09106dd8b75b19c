using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma.Grudges;

/// <summary>Defects three times, then holds a grudge, also about what was done meanwhile.</summary>
internal sealed class Aggravater : DilemmaAgent
{
    internal static readonly StrategyType Strategy = Entry(
        "aggravater", "defects three times, then cooperates while the other never has defected",
        "Campbell, in the Axelrod-Python library", _ => new Aggravater());

    protected override Choice Choose(History history) =>
        history.Count < 3 || history.TheirDefections > 0 ? Choice.Defect : Choice.Cooperate;
}
