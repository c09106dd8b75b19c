using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma;

/// <summary>
/// The grim trigger of repeated-game theory: cooperates while everybody always has, then defects forever.
/// </summary>
/// <remarks>
/// <see cref="Grudger"/> waits for the other's defection; Grim's trigger is anybody's, so also its own. A Grim never
/// defects first, so the two differ only when noise turns its own cooperation into a defection. Without noise they are
/// the same strategy under two names, kept because both names are in use.
/// </remarks>
internal sealed class Grim : DilemmaAgent
{
    internal static readonly StrategyType Strategy = Entry(
        "grim", "cooperates while nobody has defected, itself included, then always defects (grim trigger)",
        "Friedman 1971, \"A Non-cooperative Equilibrium for Supergames\"", _ => new Grim());

    protected override Choice Choose(History history) =>
        history.TheirDefections + history.MyDefections > 0 ? Choice.Defect : Choice.Cooperate;
}
