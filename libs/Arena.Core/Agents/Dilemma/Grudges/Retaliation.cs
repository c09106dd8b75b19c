using System.Collections.Immutable;
using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma.Grudges;

/// <summary>Cooperates; answers a defection with a fixed sequence of choices, during which it sees nothing.</summary>
internal sealed class Retaliation(string answer) : DilemmaAgent
{
    private int _left; // choices of the answer still to come

    internal static readonly ImmutableArray<StrategyType> Strategies =
    [
        Entry(
            "soft-grudger", "cooperates, and answers a defection with DDDDCC",
            "Delahaye and Mathieu's PRISON project 1998 (spiteful_cc)", _ => new Retaliation("DDDDCC")),
        Entry(
            "forgetful-grudger", "cooperates, and answers a defection with ten of its own",
            "Gibbs, in the Axelrod-Python library", _ => new Retaliation("DDDDDDDDDD")),
    ];

    protected override Choice Choose(History history)
    {
        if (_left == 0 && !history.IsEmpty && history.TheirLast == Choice.Defect) _left = answer.Length;
        if (_left == 0) return Choice.Cooperate;
        return answer[answer.Length - _left--] == 'C' ? Choice.Cooperate : Choice.Defect;
    }
}
