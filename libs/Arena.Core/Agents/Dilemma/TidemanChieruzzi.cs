using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma;

/// <summary>
/// Tit For Tat with growing punishment: each retaliation is one defection longer than the one before. Now and then the
/// other gets a fresh start: two cooperations, and everything is forgotten. Defects in the last two turns. Second of
/// the first tournament.
/// </summary>
/// <remarks>
/// A fresh start is given when the other is at least 10 points behind and has just cooperated, at least 20 turns have
/// passed since the last one, at least 10 remain, and the number of its defections differs from a fair coin's by at
/// least three standard deviations. As in Axelrod-Python, the defections are counted since the last fresh start, and
/// the coin's over the whole match.
/// </remarks>
internal sealed class TidemanChieruzzi : DilemmaAgent
{
    private int _punishment;         // the length of the latest retaliation
    private int _owed;               // defections of it still to come
    private int _defectionsSeen;     // since the last fresh start
    private int _lastFreshStart;     // the turn (from 1) of its first cooperation; 0 before there is one
    private bool _secondCooperation;

    internal static readonly StrategyType Strategy = Entry(
        "tideman-chieruzzi", "tit for tat whose retaliations grow, with fresh starts for those far behind; defects in the last two turns",
        FirstTournament.By("T. Nicolaus Tideman and Paula Chieruzzi"), _ => new TidemanChieruzzi());

    protected override Choice Choose(History history)
    {
        if (history.Length - history.Count <= 2) return Choice.Defect;
        if (history.IsEmpty) return Choice.Cooperate;

        var betrayed = history.TheirLast == Choice.Defect;
        if (betrayed) _defectionsSeen++;

        if (_secondCooperation)
        {
            _secondCooperation = false;
            return Choice.Cooperate;
        }

        if (!betrayed && DeservesFreshStart(history))
        {
            (_punishment, _owed, _defectionsSeen) = (0, 0, 0);
            (_lastFreshStart, _secondCooperation) = (history.Count + 1, true);
            return Choice.Cooperate;
        }

        if (_owed == 0 && betrayed) _owed = ++_punishment;
        if (_owed == 0) return Choice.Cooperate;
        _owed--;
        return Choice.Defect;
    }

    private bool DeservesFreshStart(History history)
    {
        var turn = history.Count + 1;
        var longAgo = _lastFreshStart == 0 || turn - _lastFreshStart >= 20;
        var deviation = Math.Abs(_defectionsSeen - history.Count / 2.0);
        return longAgo
            && history.MyScore - history.TheirScore >= 10
            && history.Length - turn >= 10
            && deviation >= 3 * Math.Sqrt(history.Count) / 2;
    }
}
