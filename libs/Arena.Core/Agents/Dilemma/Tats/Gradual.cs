using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma.Tats;

/// <summary>
/// Answers the n-th defection with n of its own, then calms the other with two cooperations. Defections while it punishes
/// or calms are not counted, which is what the paper's results show.
/// </summary>
internal sealed class Gradual : DilemmaAgent
{
    private int _defections;   // that were answered
    private int _owed;         // defections still to come
    private int _calming;      // cooperations still to come

    internal static readonly StrategyType Strategy = Entry(
        "gradual", "answers the n-th defection with n defections and two cooperations",
        "Beaufils, Delahaye and Mathieu 1996, \"Our Meeting With Gradual: "
        + "A Good Strategy For The Iterated Prisoner's Dilemma\"",
        _ => new Gradual());

    protected override Choice Choose(History history)
    {
        if (_owed == 0 && _calming > 0)
        {
            _calming--;
            return Choice.Cooperate;
        }

        if (_owed == 0 && !history.IsEmpty && history.TheirLast == Choice.Defect) (_owed, _calming) = (++_defections, 2);
        if (_owed == 0) return Choice.Cooperate;
        _owed--;
        return Choice.Defect;
    }
}
