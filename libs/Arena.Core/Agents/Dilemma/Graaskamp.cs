using Arena.Core.Games;
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
public sealed class Graaskamp(Seed seed) : DilemmaAgent
{
    private const int Probe = 50;       // the turn (from 0) of the first defection
    private const int Judgement = 56;   // turns played before the checks begin

    private readonly Dice dice = new(seed);
    private int compared;               // turns compared so far with Tit For Tat's and a twin's
    private bool mirrorsMe = true;
    private bool equalsMe = true;
    private bool seemsRandom;
    private int theft = -1;             // the turn of the next stolen defection

    internal static readonly StrategyType Strategy = Entry(
        "graaskamp", "tit for tat with one probing defection; then defects on random players, spares tit for tat and twins, exploits others now and then",
        FirstTournament.By("James Graaskamp"), setup => new Graaskamp(setup.Seed));

    protected override Choice Choose(History history)
    {
        if (history.IsEmpty) return Choice.Cooperate;
        if (history.Count < Judgement) return history.Count == Probe ? Choice.Defect : history.Tit;

        seemsRandom |= CoinTest.LooksFair(history.TheirDefections, history.Count);
        if (seemsRandom) return Choice.Defect;

        Compare(history);
        if (mirrorsMe || equalsMe) return history.Tit;

        if (theft < 0) theft = NextTheft(history);
        if (history.Count != theft) return Choice.Cooperate;
        theft = NextTheft(history);
        return Choice.Defect;
    }

    private int NextTheft(History history) => history.Count + 5 + dice.NextBelow(11);

    private void Compare(History history)
    {
        for (; compared < history.Count; compared++)
        {
            equalsMe &= history.Theirs(compared) == history.Mine(compared);
            mirrorsMe &= compared == 0 || history.Theirs(compared) == history.Mine(compared - 1);
        }
    }
}
