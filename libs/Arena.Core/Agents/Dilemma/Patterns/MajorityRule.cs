using System.Collections.Immutable;
using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma.Patterns;

/// <summary>Does what the other has done more often.</summary>
/// <param name="tie">What it does when the other has done both as often, as at first.</param>
internal sealed class MajorityRule(Choice tie) : DilemmaAgent
{
    private const string Source = "Axelrod 1984, \"The Evolution of Cooperation\"";

    internal static readonly ImmutableArray<StrategyType> Strategies =
    [
        Entry(
            "soft-majority", "cooperates while the other has cooperated at least as often as defected",
            Source, _ => new MajorityRule(Choice.Cooperate)),
        Entry(
            "hard-majority", "defects while the other has defected at least as often as cooperated",
            Source, _ => new MajorityRule(Choice.Defect)),
    ];

    protected override Choice Choose(History history) => (2 * history.TheirDefections).CompareTo(history.Count) switch
    {
        0 => tie,
        > 0 => Choice.Defect,
        _ => Choice.Cooperate,
    };
}
