using Arena.Core.Games.Dilemma;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Dilemma;

/// <summary>
/// Tit For Tat for 50 turns, one defection, Tit For Tat for 5 more; then it defects forever on whoever seems random,
/// stays with Tit For Tat against Tit For Tat and against its twin, and otherwise cooperates with a stolen defection
/// every 5 to 15 turns. Ninth of the first tournament.
/// </summary>
/// <remarks>
/// The paper also names ANALOGY, of which nothing is known. As in Axelrod-Python, a twin is whoever has made the same
/// choices all along, and the checks are made again before every turn.
/// </remarks>
internal sealed class Graaskamp(Seed seed) : DilemmaAgent
{
    private const int Probe = 50;       // the turn (from 0) of the first defection
    private const int Judgement = 56;   // turns played before the checks begin

    private readonly Dice _dice = new(seed);
    private int _compared;               // turns compared so far with Tit For Tat's and a twin's
    private bool _mirrorsMe = true;
    private bool _equalsMe = true;
    private bool _seemsRandom;
    private int _theft = -1;             // the turn of the next stolen defection

    internal static readonly StrategyType Strategy = Entry(
        "graaskamp",
        "tit for tat with one probing defection; "
        + "then defects on random players, spares tit for tat and twins, exploits others now and then",
        FirstTournament.By("James Graaskamp"), setup => new Graaskamp(setup.Seed));

    protected override Choice Choose(History history)
    {
        if (history.IsEmpty) return Choice.Cooperate;
        if (history.Count < Judgement) return history.Count == Probe ? Choice.Defect : history.Tit;

        _seemsRandom |= CoinTest.LooksFair(history.TheirDefections, history.Count);
        if (_seemsRandom) return Choice.Defect;

        Compare(history);
        if (_mirrorsMe || _equalsMe) return history.Tit;

        if (_theft < 0) _theft = NextTheft(history);
        if (history.Count != _theft) return Choice.Cooperate;
        _theft = NextTheft(history);
        return Choice.Defect;
    }

    private int NextTheft(History history) => history.Count + 5 + _dice.NextBelow(11);

    private void Compare(History history)
    {
        for (; _compared < history.Count; _compared++)
        {
            _equalsMe &= history.Theirs(_compared) == history.Mine(_compared);
            _mirrorsMe &= _compared == 0 || history.Theirs(_compared) == history.Mine(_compared - 1);
        }
    }
}
