using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma.SecondTournament;

/// <summary>
/// Tests the other with a defection and, while that goes unanswered, defects as often as it can without doing so half of
/// the time. At the first answer it apologises with a cooperation and plays Tit For Tat. Forty-sixth of the second
/// tournament.
/// </summary>
internal sealed class Tester : DilemmaAgent
{
    private bool _wasAnswered;

    internal static readonly StrategyType Strategy = Entry(
        "tester", "defects first, and just under half of the time while the other never does; then an apology and tit for tat",
        SecondTournamentCatalog.By("David Gladstein"), _ => new Tester());

    protected override Choice Choose(History history)
    {
        if (history.IsEmpty) return Choice.Defect;
        if (_wasAnswered) return history.TheirLast;
        _wasAnswered = history.TheirLast == Choice.Defect;
        return !_wasAnswered && 2 * history.MyDefections < history.Count ? Choice.Defect : Choice.Cooperate;
    }
}
