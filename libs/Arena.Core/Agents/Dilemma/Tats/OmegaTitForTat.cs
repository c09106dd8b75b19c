using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma.Tats;

/// <summary>
/// Tit For Tat with two measures: of deadlock (the other keeps changing its choice), which it ends by cooperating twice,
/// and of randomness, above which it always defects.
/// </summary>
internal sealed class OmegaTitForTat : DilemmaAgent
{
    private const int Deadlock = 3, Randomness = 8;
    private int _deadlock, _randomness;

    internal static readonly StrategyType Strategy = Entry(
        "omega-tit-for-tat", "tit for tat that breaks deadlocks with two cooperations and defects on random players",
        "Slany and Kienreich 2007, \"On some winning strategies for the Iterated Prisoner's Dilemma\"", _ => new OmegaTitForTat());

    protected override Choice Choose(History history)
    {
        if (history.Count < 2) return history.Tit;
        if (_deadlock >= Deadlock)
        {
            _deadlock = _deadlock == Deadlock ? Deadlock + 1 : 0;
            return Choice.Cooperate;
        }

        var (last, before) = (history.TheirLast, history.Theirs(history.Count - 2));
        if (last == Choice.Cooperate && before == Choice.Cooperate) _randomness--;
        if (last != before) _randomness++;
        if (last != history.MyLast) _randomness++;
        if (_randomness >= Randomness) return Choice.Defect;
        _deadlock = last == before ? 0 : _deadlock + 1;
        return last;
    }
}
