using Arena.Core.Games;
using Arena.Core.Primitives;

namespace Arena.Core.Matches;

/// <summary>How chance moves: one roll of the environment's dice for each.</summary>
internal static class ChanceRoll
{
    /// <summary>The outcome that the dice give at a chance state.</summary>
    public static int Next(GameState state, Dice dice)
    {
        Span<int> outcomes = stackalloc int[state.Game.MaxLegalActions];
        var count = state.LegalActions(Turn.Chance, outcomes);
        var roll = dice.NextDouble();
        foreach (var candidate in outcomes[..count])
        {
            roll -= state.ChanceProbability(candidate);
            if (roll < 0) return candidate;
        }

        return outcomes[count - 1]; // rounding may leave a sliver above the sum of the probabilities
    }
}
