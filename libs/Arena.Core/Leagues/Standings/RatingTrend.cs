namespace Arena.Core.Leagues.Standings;

/// <summary>Where an agent's Elo rating has gone over its latest rated matches, in the order of the schedule.</summary>
/// <param name="Change">By how much it is above what it was before them; in Elo points.</param>
/// <param name="Matches">How many they are: at most <see cref="Most"/>, 0 before the first.</param>
public readonly record struct RatingTrend(double Change, int Matches)
{
    /// <summary>So many matches a trend is of, once the agent has them.</summary>
    public const int Most = 10;
}
