using Arena.Core.Leagues.Formats;
using Arena.Core.Matches;

namespace Arena.Core.Leagues.Standings;

/// <summary>
/// The table of a league: a pure function of the set of its results. They are folded in the order of match indexes, so
/// the order in which they arrived shows in no digit.
/// </summary>
/// <remarks>
/// A match of an agent against itself counts towards its score (both seats), as in Axelrod's tournament, but it is no
/// win, draw or loss, and is not rated. A match that both sides forfeit is a loss for both, and is not rated. In a Swiss
/// tournament a bye gives the points of a won encounter when its round is complete. Ratings are those of
/// <see cref="RatingCourse"/>.
/// </remarks>
public static class LeagueTable
{
    /// <param name="league">The league.</param>
    /// <param name="outcomes">Its results so far, in any order. The same result twice counts once.</param>
    /// <exception cref="ArgumentException">Two different results for one match, or a match the league does not have.</exception>
    internal static IReadOnlyList<StandingRow> Compute(LeagueDefinition league, IReadOnlyCollection<MatchOutcome> outcomes) =>
        Compute(league, Schedule.After(league, outcomes), outcomes);

    /// <summary>The same, with the schedule that the outcomes lead to at hand.</summary>
    /// <exception cref="ArgumentException">Two different results for one match, or a match that the schedule does not know.</exception>
    internal static IReadOnlyList<StandingRow> Compute(
        LeagueDefinition league, Schedule schedule, IReadOnlyCollection<MatchOutcome> outcomes) =>
        Count(league, schedule, outcomes).Rate();

    /// <summary>The same but for what takes long where many agents play, and needs the schedule no more: the ratings.</summary>
    /// <exception cref="ArgumentException">Two different results for one match, or a match that the schedule does not know.</exception>
    public static UnratedTable Count(LeagueDefinition league, Schedule schedule, IReadOnlyCollection<MatchOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(league);
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(outcomes);
        var tallies = new Tally[league.Agents.Length];
        var course = new RatingCourse(league);
        foreach (var outcome in Ordered(schedule, outcomes))
        {
            var pairing = schedule.At(outcome.Index);
            Count(tallies, pairing, outcome);
            course.Add(pairing, outcome);
        }

        var rows = Rows(league, schedule, tallies);
        return new UnratedTable(league, rows, TableOrder.Of(league, schedule, rows), course);
    }

    private static MatchOutcome[] Ordered(Schedule schedule, IReadOnlyCollection<MatchOutcome> outcomes)
    {
        MatchOutcome[] ordered = [.. outcomes];
        for (var i = 1; i < ordered.Length; i++)
        {
            if (ordered[i - 1].Index < ordered[i].Index) continue;
            Array.Sort(Array.ConvertAll(ordered, outcome => outcome.Index), ordered);
            break;
        }

        if (ordered.Length > 0 && (ordered[0].Index < 0 || ordered[^1].Index >= schedule.Known))
            throw new ArgumentException(
                $"match {(ordered[0].Index < 0 ? ordered[0] : ordered[^1]).Index} is not in the league; it has {schedule.Known}"
                + (schedule.Known < schedule.Count ? " so far" : ""), nameof(outcomes));
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

    private static void Count(Tally[] tallies, ScheduledMatch pairing, in MatchOutcome outcome)
    {
        ref var first = ref tallies[pairing.First];
        ref var second = ref tallies[pairing.Second];
        first.AddScore(outcome.FirstScore);
        second.AddScore(outcome.SecondScore);
        first.AddVerdict(outcome.FirstVerdict);
        second.AddVerdict(outcome.SecondVerdict);
        if (pairing.IsSelfPlay) return;

        first.AddOutcome(Judgement.Of(outcome.FirstScore, outcome.FirstVerdict, outcome.SecondScore, outcome.SecondVerdict));
        second.AddOutcome(Judgement.Of(outcome.SecondScore, outcome.SecondVerdict, outcome.FirstScore, outcome.FirstVerdict));
    }

    private static StandingRow[] Rows(LeagueDefinition league, Schedule schedule, Tally[] tallies)
    {
        var turns = league.Rules.TurnsScored;
        var tieBreaks = FormatTieBreaks.Of(league, schedule);
        var rows = new StandingRow[tallies.Length];
        for (var agent = 0; agent < rows.Length; agent++)
            rows[agent] = tallies[agent].ToRow(league.Agents[agent].Name, turns, tieBreaks[agent]);
        if (schedule.Tournament is SwissTournament swiss) AddByes(swiss, schedule, rows);
        return rows;
    }

    private static void AddByes(SwissTournament swiss, Schedule schedule, StandingRow[] rows)
    {
        var games = swiss.Games(schedule.Completed, schedule.Played);
        for (var agent = 0; agent < rows.Length; agent++)
            rows[agent] = rows[agent] with { Points = rows[agent].Points + games[agent].Where(g => !g.Played).Sum(g => g.Points) / 2.0 };
    }
}
