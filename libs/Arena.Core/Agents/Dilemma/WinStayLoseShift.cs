using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma;

/// <summary>
/// Repeats its choice after a good payoff (R or T: the other cooperated) and changes it after a bad one. Also called
/// Pavlov.
/// </summary>
internal sealed class WinStayLoseShift : DilemmaAgent
{
    internal static readonly StrategyType Strategy = Entry(
        "win-stay-lose-shift", "repeats its choice when the other cooperated, otherwise changes it (Pavlov)",
        "Nowak and Sigmund 1993, \"A strategy of win-stay, lose-shift that outperforms tit-for-tat\"", _ => new WinStayLoseShift());

    // Stay or shift: both cooperated or both defected, cooperate; otherwise defect.
    protected override Choice Choose(History history) =>
        history.IsEmpty || history.MyLast == history.TheirLast ? Choice.Cooperate : Choice.Defect;
}
