using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma.Openings;

/// <summary>
/// Plays a fixed opening, judges the other by how it answered, and then keeps to one way of playing.
/// <see cref="FixedOpenings"/> names the published ones.
/// </summary>
/// <param name="opening">Its first choices, as "DCC".</param>
/// <param name="judge">How it goes on, asked once when the opening is over.</param>
internal sealed class FixedOpening(string opening, Func<History, Sequel> judge) : DilemmaAgent
{
    private Sequel? _sequel;

    protected override Choice Choose(History history)
    {
        if (history.Count < opening.Length) return opening[history.Count] == 'C' ? Choice.Cooperate : Choice.Defect;
        _sequel ??= judge(history);
        switch (_sequel)
        {
            case Sequel.Defect: return Choice.Defect;
            case Sequel.TitForTat: return history.Tit;
            case Sequel.Grudge when history.Count > opening.Length && history.TheirLast == Choice.Defect:
                _sequel = Sequel.Defect;
                return Choice.Defect;
            default: return Choice.Cooperate;
        }
    }
}
