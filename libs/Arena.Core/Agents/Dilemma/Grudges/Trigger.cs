using System.Collections.Immutable;
using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma.Grudges;

/// <summary>Plays one way until the other's defections give cause for another, for good.</summary>
/// <param name="isTriggered">Whether there is cause.</param>
/// <param name="before">What it does until then.</param>
/// <param name="after">What it does from then on.</param>
internal sealed class Trigger(Func<History, bool> isTriggered, Choice before, Choice after) : DilemmaAgent
{
    private bool _triggered;

    internal static readonly ImmutableArray<StrategyType> Strategies =
    [
        Entry(
            "opposite-grudger", "defects until the other cooperates once, then always cooperates",
            "Müller, in the Axelrod-Python library",
            _ => new Trigger(history => history.TheirDefections < history.Count, Choice.Defect, Choice.Cooperate)),
        Entry("easy-go", "defects until the other defects once, then always cooperates",
            "Li et al. 2011, \"Engineering Design of Strategies for Winning Iterated Prisoner's Dilemma Competitions\"",
            _ => new Trigger(history => history.TheirDefections > 0, Choice.Defect, Choice.Cooperate)),
        Entry("fool-me-once", "forgives one defection, then always defects", "Howes, in the Axelrod-Python library",
            _ => new Trigger(history => history.TheirDefections > 1, Choice.Cooperate, Choice.Defect)),
    ];

    protected override Choice Choose(History history)
    {
        _triggered |= isTriggered(history);
        return _triggered ? after : before;
    }
}
