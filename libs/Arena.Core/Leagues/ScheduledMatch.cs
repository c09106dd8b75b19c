using Arena.Core.Primitives;

namespace Arena.Core.Leagues;

/// <summary>One match of a league.</summary>
/// <param name="Index">Its number in the league, from 0.</param>
/// <param name="First">The index of the agent in the first seat.</param>
/// <param name="Second">The index of the agent in the second seat.</param>
/// <param name="Seed">The match's seed; the two matches of a pair with swapped seats share it.</param>
public readonly record struct ScheduledMatch(int Index, int First, int Second, Seed Seed)
{
    /// <summary>Whether an agent meets itself.</summary>
    public bool IsSelfPlay => First == Second;
}
