using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma;

/// <summary>Cooperates, then does what the other did last. First of Axelrod's first tournament.</summary>
internal sealed class TitForTat : DilemmaAgent
{
    internal static readonly StrategyType Strategy = Entry(
        "tit-for-tat", "cooperates first, then repeats the other's last choice",
        FirstTournament.By("Anatol Rapoport"), _ => new TitForTat());

    protected override Choice Choose(History history) => history.Tit;
}
