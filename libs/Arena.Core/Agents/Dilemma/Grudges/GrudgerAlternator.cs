using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma.Grudges;

/// <summary>Cooperates until the other defects, then defects and cooperates in turn.</summary>
internal sealed class GrudgerAlternator : DilemmaAgent
{
    internal static readonly StrategyType Strategy = Entry(
        "grudger-alternator", "cooperates until the other defects, then defects and cooperates in turn",
        "Delahaye and Mathieu's PRISON project 1998 (spiteful_alt)", _ => new GrudgerAlternator());

    protected override Choice Choose(History history) =>
        history.TheirDefections > 0 && history.MyLast == Choice.Cooperate ? Choice.Defect : Choice.Cooperate;
}
