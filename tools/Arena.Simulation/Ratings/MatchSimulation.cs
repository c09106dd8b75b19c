using Arena.Core.Primitives;
using Arena.Core.Ratings;
using Arena.Core.Ratings.Results;
using Arena.Core.Ratings.Sequential;

namespace Arena.Simulation.Ratings;

/// <summary>Plays a match of two over and over and compares what <see cref="MatchEstimate"/> says of it with the truth.</summary>
public static class MatchSimulation
{
    /// <returns>How often the interval of Elo holds the true difference, of the matches that have one.</returns>
    public static double Run(MadeUpTournament match, int trials, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(match);
        var one = new Seed(seed).Derive("match");
        var (intervals, covered) = (0, 0);
        for (var trial = 0; trial < trials; trial++)
        {
            var dice = new Dice(one.Derive((ulong)trial));
            var truth = match.Strengths(dice);
            var estimate = MatchEstimate.Of(Counts(match.Play(truth, dice), match.Paired));
            if (estimate is not { Elo: { } elo, EloError: { } error }) continue;
            intervals++;
            if (Math.Abs(elo - (truth[0] - truth[1])) <= error) covered++;
        }

        return (double)covered / intervals;
    }

    // The first player's scores: of single games, or of pairs of them.
    private static ScoreCounts Counts(ResultSet results, bool paired)
    {
        var counts = results.Meetings().Single().Counts;
        var scores = new long[5];
        if (!paired)
        {
            var total = results.PlayerTotals[0];
            return ScoreCounts.Single(total.Wins, total.Draws, total.Losses);
        }

        for (var first = 0; first < 3; first++)
            for (var second = 0; second < 3; second++) scores[first + second] += counts[^9..][3 * first + second];
        return ScoreCounts.Pairs(scores[0], scores[1], scores[2], scores[3], scores[4]);
    }
}
