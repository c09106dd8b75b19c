using Arena.Core.Games.Dilemma;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Dilemma.Tats;

/// <summary>Keeps a picture of the world, from 0 to 1, that follows what the other does, and cooperates from ½ up.</summary>
internal sealed class AdaptiveTitForTat(double rate) : DilemmaAgent
{
    private double _world = 0.5;

    internal static readonly StrategyType Strategy = Entry(
        "adaptive-tit-for-tat", "cooperates while a moving average of the other's choices is at least a half",
        "Tzafestas 2000, \"Toward adaptive cooperative behavior\"", setup => new AdaptiveTitForTat(setup.Parameters.Number("rate")),
        ParameterDefinition.Number("rate", 0.5, 0, 1, "how fast the average moves"));

    protected override Choice Choose(History history)
    {
        if (!history.IsEmpty) _world += rate * ((history.TheirLast == Choice.Cooperate ? 1 : 0) - _world);
        return _world >= 0.5 ? Choice.Cooperate : Choice.Defect;
    }
}
