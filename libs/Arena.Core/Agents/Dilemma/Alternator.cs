using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma;

/// <summary>Cooperates and defects in turn, whatever the other does.</summary>
internal sealed class Alternator : DilemmaAgent
{
    internal static readonly StrategyType Strategy = Entry(
        "alternator", "cooperates and defects in turn", "folklore; periodic CD in Mittal and Deb 2009", _ => new Alternator());

    protected override Choice Choose(History history) => (Choice)(history.Count & 1);
}
