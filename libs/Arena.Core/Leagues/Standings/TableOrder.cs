using Arena.Core.Games;
using Arena.Core.Leagues.Formats;
using Arena.Core.Pairing.Swiss;

namespace Arena.Core.Leagues.Standings;

/// <summary>Who stands above whom, by format. Nothing is left open: the last word has the order of the document or the name.</summary>
internal static class TableOrder
{
    /// <summary>The agents' indexes, best first.</summary>
    /// <param name="league">The league.</param>
    /// <param name="schedule">How far it has come.</param>
    /// <param name="rows">The agents' rows, by index, with their tie-breaks; in a Swiss tournament byes are in their points.</param>
    public static int[] Of(LeagueDefinition league, Schedule schedule, StandingRow[] rows)
    {
        int[] agents = [.. Enumerable.Range(0, rows.Length)];
        var byScore = league.Rules.Type.RankBy == RankBy.Score;
        Comparison<int> compare = schedule.Tournament switch
        {
            SwissTournament swiss => BySwiss(swiss, schedule, rows),
            KnockoutTournament => ByRound(rows),
            _ => (a, b) => Compare(rows[a], rows[b], byScore),
        };
        Array.Sort(agents, compare);
        return agents;
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

    private static Comparison<int> ByRound(StandingRow[] rows) => (a, b) =>
    {
        var order = ByTieBreaks(rows[a], rows[b]);
        if (order == 0) order = rows[b].Points.CompareTo(rows[a].Points);
        if (order == 0) order = rows[b].Score.CompareTo(rows[a].Score);
        return order != 0 ? order : a.CompareTo(b);
    };

    private static Comparison<int> BySwiss(SwissTournament swiss, Schedule schedule, StandingRow[] rows)
    {
        var games = swiss.Games(schedule.Completed, schedule.Played);
        var direct = new int[rows.Length];
        var ties = Enumerable.Range(0, rows.Length)
            .GroupBy(a => (rows[a].Points, rows[a].TieBreaks))
            .Where(group => group.Skip(1).Any());
        foreach (int[] tied in ties.Select(group => group.ToArray()))
        {
            if (TieBreaks.DirectEncounter(games, tied) is not { } points) continue;
            foreach (var agent in tied) direct[agent] = points[agent];
        }

        return (a, b) =>
        {
            var order = rows[b].Points.CompareTo(rows[a].Points);
            if (order == 0) order = ByTieBreaks(rows[a], rows[b]);
            if (order == 0) order = direct[b].CompareTo(direct[a]);
            if (order == 0) order = rows[b].Wins.CompareTo(rows[a].Wins);
            return order != 0 ? order : a.CompareTo(b);
        };
    }

    private static int ByTieBreaks(StandingRow a, StandingRow b)
    {
        for (var i = 0; i < a.TieBreaks.Count; i++)
        {
            var order = b.TieBreaks[i].Value.CompareTo(a.TieBreaks[i].Value);
            if (order != 0) return order;
        }

        return 0;
    }
}
