using Arena.Core.Games.Dilemma;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Dilemma.SecondTournament;

/// <summary>
/// Cooperates for ten turns and plays Tit For Tat for fifteen. Then it cooperates unless all of these hold: the other
/// defected last, it has cooperated less than 60 % of the time, and a random number is above its rate of cooperation.
/// Second of the second tournament.
/// </summary>
internal sealed class Champion(Seed seed) : DilemmaAgent
{
    private readonly Dice _dice = new(seed);

    internal static readonly StrategyType Strategy = Entry(
        "champion", "cooperates for ten turns, tit for tat for fifteen, then forgives according to how often the other cooperates",
        SecondTournamentCatalog.By("Danny C. Champion"), setup => new Champion(setup.Seed));

    protected override Choice Choose(History history)
    {
        if (history.Count < 10) return Choice.Cooperate;
        if (history.Count < 25) return history.TheirLast;
        var kindness = 1 - history.TheirDefections / (double)history.Count;
        return history.TheirLast == Choice.Defect && kindness < 0.6 ? CooperateWith(kindness, _dice) : Choice.Cooperate;
    }
}
