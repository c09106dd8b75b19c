using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma;

/// <summary>
/// Cooperates for four turns, then Tit For Tat; every fifteen turns it tests whether the other is random, and defects
/// while it seems so. Defects in the last two turns. Sixth of the first tournament.
/// </summary>
internal sealed class SteinRapoport : DilemmaAgent
{
    private bool _seemsRandom;

    internal static readonly StrategyType Strategy = Entry(
        "stein-rapoport", "tit for tat that defects on whoever seems random, tested every fifteen turns; defects in the last two turns",
        FirstTournament.By("William Stein and Amnon Rapoport"), _ => new SteinRapoport());

    protected override Choice Choose(History history)
    {
        var turn = history.Count + 1;
        if (turn >= 15 && turn % 15 == 0) _seemsRandom = CoinTest.LooksFair(history.TheirDefections, history.Count);
        if (history.Length - history.Count <= 2) return Choice.Defect;
        if (turn <= 4) return Choice.Cooperate;
        return _seemsRandom ? Choice.Defect : history.TheirLast;
    }
}
