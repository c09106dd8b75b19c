using Arena.Core.Games.Dilemma;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Dilemma;

/// <summary>
/// Cooperates when both did the same last turn, otherwise with probability 2/7. Fourth of the first tournament.
/// </summary>
internal sealed class Grofman(Seed seed) : DilemmaAgent
{
    private readonly Dice _dice = new(seed);

    internal static readonly StrategyType Strategy = Entry(
        "grofman", "cooperates after equal choices, otherwise with probability 2/7",
        FirstTournament.By("Bernard Grofman"), setup => new Grofman(setup.Seed));

    protected override Choice Choose(History history) =>
        history.IsEmpty || history.MyLast == history.TheirLast
            ? Choice.Cooperate
            : CooperateWith(2.0 / 7, _dice);
}
