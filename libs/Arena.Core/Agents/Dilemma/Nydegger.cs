using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma;

/// <summary>
/// Tit For Tat for three turns (but it defects on the third when it alone cooperated on the first and alone defected on
/// the second), then looks up the last three turns in a table. Third of the first tournament.
/// </summary>
/// <remarks>
/// Each turn counts 2 for the other's defection and 1 for one's own; the three turns weigh 16, 4 and 1. The paper gives
/// the weights "in chronological order"; Axelrod-Python weighs the latest turn most, and so does this.
/// </remarks>
internal sealed class Nydegger : DilemmaAgent
{
    private static readonly ulong DefectAt =
        new[] { 1, 6, 7, 17, 22, 23, 26, 29, 30, 31, 33, 38, 39, 45, 49, 54, 55, 58, 61 }.Aggregate(0UL, (set, a) => set | 1UL << a);

    internal static readonly StrategyType Strategy = Entry(
        "nydegger", "tit for tat for three turns, then a table over the last three outcomes",
        FirstTournament.By("Rudy Nydegger"), _ => new Nydegger());

    protected override Choice Choose(History history)
    {
        if (history.Count < 2) return history.Tit;
        if (history.Count == 2)
            return history.Theirs(0) == Choice.Defect && history.Theirs(1) == Choice.Cooperate ? Choice.Defect : history.Tit;

        var a = 16 * Weight(history, 1) + 4 * Weight(history, 2) + Weight(history, 3);
        return (DefectAt >> a & 1) != 0 ? Choice.Defect : Choice.Cooperate;
    }

    private static int Weight(History history, int turnsAgo)
    {
        var turn = history.Count - turnsAgo;
        return 2 * (int)history.Theirs(turn) + (int)history.Mine(turn);
    }
}
