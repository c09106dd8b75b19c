using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma.Tats;

/// <summary>
/// Tit For Tat that is sorry for defections which noise made: it then cooperates until one of its cooperations has come
/// through, and once more, whatever the other does.
/// </summary>
internal sealed class ContriteTitForTat : DilemmaAgent
{
    private Choice _meant;
    private bool _isContrite;

    internal static readonly StrategyType Strategy = Entry(
        "contrite-tit-for-tat", "tit for tat that accepts its punishment for a defection which it did not mean",
        "Wu and Axelrod 1995, \"How to cope with noise in the Iterated Prisoner's Dilemma\"", _ => new ContriteTitForTat());

    protected override Choice Choose(History history) => _meant = Answer(history);

    private Choice Answer(History history)
    {
        if (history.IsEmpty) return Choice.Cooperate;
        if (_isContrite && history.MyLast == Choice.Cooperate)
        {
            _isContrite = false;
            return Choice.Cooperate;
        }

        _isContrite |= _meant == Choice.Cooperate && history.MyLast == Choice.Defect;
        return _isContrite ? Choice.Cooperate : history.TheirLast;
    }
}
