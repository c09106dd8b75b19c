using System.Collections.Immutable;
using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma.Patterns;

/// <summary>
/// A finite state machine that reads the other's choices: from each state, a cooperation and a defection lead to a state
/// with a choice. Four of those that evolution found, by the names which their finders gave them.
/// </summary>
/// <param name="first">The choice before anything is read.</param>
/// <param name="table">For each state, "nextChoice nextChoice" after a cooperation and after a defection: "0D 1D".</param>
internal sealed class StateMachine(Choice first, params string[] table) : DilemmaAgent
{
    private const string Source =
        "Ashlock and Kim 2008, \"Fingerprinting: Visualization and Automatic Analysis of Prisoner's Dilemma Strategies\"";
    private int _state;

    internal static readonly ImmutableArray<StrategyType> Strategies =
    [
        Entry("fortress-3", "defects until the other defects twice in a row, then cooperates until it defects", Source,
            _ => new StateMachine(Choice.Defect, "0D 1D", "0D 2C", "2C 0D")),
        Entry("fortress-4", "defects until the other defects three times in a row, then cooperates until it defects", Source,
            _ => new StateMachine(Choice.Defect, "0D 1D", "0D 2D", "0D 3C", "3C 0D")),
        Entry("thumper", "cooperates until the other defects, then defects twice, whatever it does", Source,
            _ => new StateMachine(Choice.Cooperate, "0C 1D", "0D 0D")),
        Entry("ripoff", "defects every other time until the other defects, then apologises and plays tit for tat", Source,
            _ => new StateMachine(Choice.Defect, "1C 2C", "0D 2C", "2C 2D")),
    ];

    protected override Choice Choose(History history)
    {
        if (history.IsEmpty) return first;
        var step = table[_state].AsSpan(history.TheirLast == Choice.Cooperate ? 0 : 3, 2);
        _state = step[0] - '0';
        return step[1] == 'C' ? Choice.Cooperate : Choice.Defect;
    }
}
