using Arena.Core.Ratings.Sequential;

namespace Arena.ControlPlane.Experiments;

/// <summary>Matches between agents of two variants, from the first one's side.</summary>
internal sealed record VariantComparison(string First, string Second, long Wins, long Draws, long Losses)
{
    // With fewer the interval says more of its own assumptions than of the agents.
    private const int FewestMatches = 30;

    public long Matches => Wins + Draws + Losses;

    /// <summary>A win counts 1, a draw a half; null without matches.</summary>
    public double? Score => Matches == 0 ? null : (Wins + (0.5 * Draws)) / Matches;

    /// <summary>The difference in Elo with its 95 % interval; null while there are too few matches, or all went one way.</summary>
    public (double Elo, double Low, double High)? Difference
    {
        get
        {
            if (Matches < FewestMatches)
                return null;
            var estimate = MatchEstimate.Of(ScoreCounts.Single(Wins, Draws, Losses));
            return estimate is { Elo: { } elo, EloError: { } error } ? (elo, elo - error, elo + error) : null;
        }
    }

    /// <summary>What can be said of it.</summary>
    public string Verdict => this switch
    {
        { Matches: 0 } => "nothing: no match between the two",
        { Matches: < FewestMatches } => $"too little: {Matches} of at least {FewestMatches} matches",
        { Difference: null } => $"no interval: all {Matches} matches went one way",
        { Difference: { Low: > 0 } } => $"{First} is the stronger",
        { Difference: { High: < 0 } } => $"{Second} is the stronger",
        _ => "no difference is shown: 0 is within the interval",
    };
}
