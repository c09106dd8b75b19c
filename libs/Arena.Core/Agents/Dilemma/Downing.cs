using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma;

/// <summary>
/// Estimates how likely the other is to cooperate after a cooperation and after a defection, and makes the choice that
/// pays more in the long run. Both estimates start at ½, so it opens with two defections. Tenth of the first tournament.
/// </summary>
/// <remarks>
/// As in Axelrod-Python: the other's opening move counts as the answer to a cooperation before the match, and when both
/// choices pay the same, it alternates (the paper: "DOWNING will even determine that the best strategy is to alternate").
/// </remarks>
internal sealed class Downing : DilemmaAgent
{
    private int _kindAfterCooperation;   // their cooperations in answer to a cooperation
    private int _kindAfterDefection;     // and to a defection

    internal static readonly StrategyType Strategy = Entry(
        "downing", "learns how the other answers each choice and plays what pays best; opens with two defections",
        FirstTournament.By("Leslie Downing"), _ => new Downing());

    protected override Choice Choose(History history)
    {
        if (history.IsEmpty) return Choice.Defect;
        Learn(history);
        if (history.Count == 1) return Choice.Defect;

        var cooperations = history.Count - history.MyDefections;
        var afterCooperation = (double)_kindAfterCooperation / (cooperations + 1);
        var afterDefection = (double)_kindAfterDefection / Math.Max(history.MyDefections, 2);
        var (r, s, t, p) = history.Payoffs;
        var cooperating = afterCooperation * r + (1 - afterCooperation) * s;
        var defecting = afterDefection * t + (1 - afterDefection) * p;
        if (cooperating > defecting) return Choice.Cooperate;
        if (cooperating < defecting) return Choice.Defect;
        return history.MyLast == Choice.Cooperate ? Choice.Defect : Choice.Cooperate;
    }

    private void Learn(History history)
    {
        if (history.TheirLast == Choice.Defect) return;
        if (history.Count == 1 || history.Mine(history.Count - 2) == Choice.Cooperate) _kindAfterCooperation++;
        else _kindAfterDefection++;
    }
}
