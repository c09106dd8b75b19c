using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma;

/// <summary>Always cooperates.</summary>
internal sealed class Cooperator : DilemmaAgent
{
    internal static readonly StrategyType Strategy = Entry(
        "cooperator", "always cooperates", "folklore; ALL C in Axelrod 1984, \"The Evolution of Cooperation\"", _ => new Cooperator());

    protected override Choice Choose(History history) => Choice.Cooperate;
}
