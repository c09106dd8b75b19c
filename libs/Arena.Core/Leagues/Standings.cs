using Arena.Core.Games;
using Arena.Core.Matches;
using Arena.Core.Ratings;

namespace Arena.Core.Leagues;

/// <summary>
/// The table of a league: a pure function of the set of its results. They are folded in the order of match indexes, so
/// the order in which they arrived shows in no digit.
/// </summary>
/// <remarks>
/// A match of an agent against itself counts towards its score (both seats), as in Axelrod's tournament, but it is no
/// win, draw or loss, and is not rated. A match that both sides forfeit is a loss for both, and is not rated.
/// </remarks>
public static class Standings
{
    /// <param name="league">The league.</param>
    /// <param name="outcomes">Its results so far, in any order. The same result twice counts once.</param>
    /// <exception cref="ArgumentException">Two different results for one match, or a match the league does not have.</exception>
    public static IReadOnlyList<StandingRow> Compute(LeagueDefinition league, IReadOnlyCollection<MatchOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(league);
        ArgumentNullException.ThrowIfNull(outcomes);
        var schedule = new RoundRobin(league);
        var tallies = new Tally[league.Agents.Length];
        Array.Fill(tallies, new Tally { Rating = Elo.Start });
        foreach (var outcome in Ordered(schedule, outcomes)) Count(tallies, schedule.At(outcome.Index), outcome);
        return Rank(league, tallies);
    }

    private static MatchOutcome[] Ordered(RoundRobin schedule, IReadOnlyCollection<MatchOutcome> outcomes)
    {
        MatchOutcome[] ordered = [.. outcomes];
        for (var i = 1; i < ordered.Length; i++)
        {
            if (ordered[i - 1].Index < ordered[i].Index) continue;
            Array.Sort(ordered, static (a, b) => a.Index.CompareTo(b.Index));
            break;
        }

        if (ordered.Length > 0 && (ordered[0].Index < 0 || ordered[^1].Index >= schedule.Count))
            throw new ArgumentException(
                $"match {(ordered[0].Index < 0 ? ordered[0] : ordered[^1]).Index} is not in the league; it has {schedule.Count}", nameof(outcomes));
        return WithoutDuplicates(ordered);
    }

    private static MatchOutcome[] WithoutDuplicates(MatchOutcome[] ordered)
    {
        var kept = Math.Min(1, ordered.Length);
        for (var i = 1; i < ordered.Length; i++)
        {
            if (ordered[i].Index != ordered[kept - 1].Index) ordered[kept++] = ordered[i];
            else if (ordered[i] != ordered[kept - 1])
                throw new ArgumentException($"match {ordered[i].Index} has two different results", nameof(ordered));
        }

        return ordered[..kept];
    }

    private static void Count(Tally[] tallies, Pairing pairing, in MatchOutcome outcome)
    {
        ref var first = ref tallies[pairing.First];
        ref var second = ref tallies[pairing.Second];
        first.AddScore(outcome.FirstScore);
        second.AddScore(outcome.SecondScore);
        if (pairing.IsSelfPlay) return;

        var firstOutcome = Judgement.Of(outcome.FirstScore, outcome.FirstVerdict, outcome.SecondScore, outcome.SecondVerdict);
        var secondOutcome = Judgement.Of(outcome.SecondScore, outcome.SecondVerdict, outcome.FirstScore, outcome.FirstVerdict);
        first.AddOutcome(firstOutcome);
        second.AddOutcome(secondOutcome);
        if (firstOutcome == Outcome.Loss && secondOutcome == Outcome.Loss) return;
        (first.Rating, second.Rating) = Elo.Update(first.Rating, second.Rating, (int)firstOutcome / 2.0);
    }

    private static StandingRow[] Rank(LeagueDefinition league, Tally[] tallies)
    {
        var turns = league.Rules.TurnsScored;
        var rows = new StandingRow[tallies.Length];
        for (var agent = 0; agent < rows.Length; agent++)
            rows[agent] = tallies[agent].ToRow(league.Agents[agent].Name, turns);

        var byScore = league.Rules.Type.RankBy == RankBy.Score;
        Array.Sort(rows, (a, b) => Compare(a, b, byScore));
        for (var i = 0; i < rows.Length; i++) rows[i] = rows[i] with { Rank = i + 1 };
        return rows;
    }

    // The game's own measure, then the other one, then wins, then the name: names are unique, so nothing is left open.
    private static int Compare(StandingRow a, StandingRow b, bool byScore)
    {
        var points = b.Points.CompareTo(a.Points);
        var score = b.Score.CompareTo(a.Score);
        var (main, other) = byScore ? (score, points) : (points, score);
        if (main != 0) return main;
        if (other != 0) return other;
        var wins = b.Wins.CompareTo(a.Wins);
        return wins != 0 ? wins : string.CompareOrdinal(a.Agent, b.Agent);
    }
}
