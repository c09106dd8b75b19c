using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma;

/// <summary>
/// Cooperates until the other defects once, then never again. Entered by James W. Friedman; seventh of the first
/// tournament. See <see cref="Grim"/> for the difference.
/// </summary>
internal sealed class Grudger : DilemmaAgent
{
    internal static readonly StrategyType Strategy = Entry(
        "grudger", "cooperates until the other defects once, then always defects (Friedman's entry)",
        FirstTournament.By("James W. Friedman"), _ => new Grudger());

    protected override Choice Choose(History history) =>
        history.TheirDefections > 0 ? Choice.Defect : Choice.Cooperate;
}
