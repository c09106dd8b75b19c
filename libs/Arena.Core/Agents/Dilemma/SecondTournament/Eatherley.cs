using Arena.Core.Games.Dilemma;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Dilemma.SecondTournament;

/// <summary>
/// Tit For Tat that answers a defection only as often as the other defects in general. Fourteenth of the second tournament.
/// </summary>
internal sealed class Eatherley(Seed seed) : DilemmaAgent
{
    private readonly Dice _dice = new(seed);

    internal static readonly StrategyType Strategy = Entry(
        "eatherley", "answers a defection with a probability equal to the other's rate of defections",
        SecondTournamentCatalog.By("Graham J. Eatherley"), setup => new Eatherley(setup.Seed));

    protected override Choice Choose(History history) => history.Tit == Choice.Cooperate
        ? Choice.Cooperate
        : CooperateWith(1 - history.TheirDefections / (double)history.Count, _dice);
}
