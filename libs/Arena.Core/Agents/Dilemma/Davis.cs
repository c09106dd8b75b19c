using Arena.Core.Games.Dilemma;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Dilemma;

/// <summary>Cooperates for ten turns whatever happens, then is a Grudger. Eighth of the first tournament.</summary>
internal sealed class Davis(int patience) : DilemmaAgent
{
    internal static readonly StrategyType Strategy = Entry(
        "davis", "cooperates for ten turns, from then on defects if the other ever did",
        FirstTournament.By("Morton Davis"), setup => new Davis(setup.Parameters.Integer("patience")),
        ParameterDefinition.Integer("patience", 10, 0, 100_000, "turns of unconditional cooperation"));

    protected override Choice Choose(History history) =>
        history.Count >= patience && history.TheirDefections > 0 ? Choice.Defect : Choice.Cooperate;
}
