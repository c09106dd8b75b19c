using Arena.Core.Games.Dilemma;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Dilemma.Patterns;

/// <summary>
/// Cooperates if both made the same choice in each of the last turns; with a memory of one it is win-stay, lose-shift.
/// </summary>
internal sealed class AllOrNone(int memory) : DilemmaAgent
{
    internal static readonly StrategyType Strategy = Entry(
        "all-or-none",
        "cooperates if both made the same choice in each of the last two (or memory) turns, of those that there were; "
        + "Axelrod-Python's AON2 opens with two turns of cooperation instead",
        "Hilbe et al. 2017, \"Memory-n strategies of direct reciprocity\"", setup => new AllOrNone(setup.Parameters.Integer("memory")),
        ParameterDefinition.Integer("memory", 2, 1, 100, "turns that it looks back"));

    protected override Choice Choose(History history)
    {
        for (var turn = Math.Max(0, history.Count - memory); turn < history.Count; turn++)
            if (history.Mine(turn) != history.Theirs(turn)) return Choice.Defect;
        return Choice.Cooperate;
    }
}
