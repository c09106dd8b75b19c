using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma;

/// <summary>Always defects.</summary>
internal sealed class Defector : DilemmaAgent
{
    internal static readonly StrategyType Strategy = Entry(
        "defector", "always defects", "folklore; ALL D in Axelrod 1984, \"The Evolution of Cooperation\"", _ => new Defector());

    protected override Choice Choose(History history) => Choice.Defect;
}
