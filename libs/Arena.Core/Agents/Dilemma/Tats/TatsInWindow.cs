using System.Collections.Immutable;
using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma.Tats;

/// <summary>Defects while the other's last few turns hold a run of defections.</summary>
/// <param name="window">Turns that it looks back.</param>
/// <param name="run">Defections in a row that it answers.</param>
internal sealed class TatsInWindow(int window, int run) : DilemmaAgent
{
    private const string StewartPlotkin = "Stewart and Plotkin 2012, \"Extortion and cooperation in the Prisoner's Dilemma\"";

    internal static readonly ImmutableArray<StrategyType> Strategies =
    [
        Entry(
            "two-tits-for-tat", "defects twice after each defection",
            "Axelrod 1984, \"The Evolution of Cooperation\"", _ => new TatsInWindow(2, 1)),
        Entry(
            "hard-tit-for-tat", "defects if the other defected in any of the last three turns",
            StewartPlotkin, _ => new TatsInWindow(3, 1)),
        Entry(
            "hard-tit-for-two-tats", "defects if the other defected twice in a row in the last three turns",
            StewartPlotkin, _ => new TatsInWindow(3, 2)),
    ];

    protected override Choice Choose(History history)
    {
        var inRow = 0;
        for (var turn = Math.Max(0, history.Count - window); turn < history.Count; turn++)
        {
            inRow = history.Theirs(turn) == Choice.Defect ? inRow + 1 : 0;
            if (inRow == run) return Choice.Defect;
        }

        return Choice.Cooperate;
    }
}
