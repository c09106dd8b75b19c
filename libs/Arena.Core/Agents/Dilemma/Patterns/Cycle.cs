using System.Collections.Immutable;
using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma.Patterns;

/// <summary>Repeats a sequence of choices, whatever the other does.</summary>
internal sealed class Cycle(string choices) : DilemmaAgent
{
    private const string Source =
        "Mittal and Deb 2009, \"Optimal Strategies of the Iterated Prisoner's Dilemma Problem for Multiple Conflicting Objectives\"";

    internal static readonly ImmutableArray<StrategyType> Strategies =
    [
        Entry("periodic-ccd", "cooperates twice and defects once, over and over", Source, _ => new Cycle("CCD")),
        Entry("periodic-ddc", "defects twice and cooperates once, over and over", Source, _ => new Cycle("DDC")),
    ];

    protected override Choice Choose(History history) =>
        choices[history.Count % choices.Length] == 'C' ? Choice.Cooperate : Choice.Defect;
}
