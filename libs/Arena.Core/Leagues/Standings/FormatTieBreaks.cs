using Arena.Core.Leagues.Formats;
using Arena.Core.Pairing.Ladder;
using Arena.Core.Pairing.Swiss;
using Arena.Core.Ratings.Results;

namespace Arena.Core.Leagues.Standings;

/// <summary>The columns that a format adds to the table.</summary>
internal static class FormatTieBreaks
{
    /// <summary>Those that follow from the complete rounds; by agent.</summary>
    public static TieBreakList[] Of(LeagueDefinition league, Schedule schedule) => schedule.Tournament switch
    {
        SwissTournament swiss => [.. TieBreaks.Of(swiss.Games(schedule.Completed, schedule.Played), swiss.PointsForWin).Select(Swiss)],
        KnockoutTournament knockout =>
            [.. knockout.BeatenIn(schedule.Completed, schedule.Played).Select(beaten => Round(Math.Min(beaten, schedule.Completed)))],
        _ => [.. Enumerable.Repeat(TieBreakList.Empty, league.Agents.Length)],
    };

    /// <summary>How uncertain a ladder's matchmaker would be of each agent after these games, in Elo points.</summary>
    /// <param name="games">The rated games.</param>
    /// <param name="agentOf">The agents' indexes by player.</param>
    public static TieBreakList[] OfLadder(ResultSet games, int[] agentOf)
    {
        var counts = new PairCounts(agentOf.Length);
        foreach (var pair in games.Pairs)
        {
            var totals = games.Between(pair.A, pair.B);
            counts.Add(agentOf[pair.A], agentOf[pair.B], totals.Games, totals.Points);
        }

        return [.. LadderPosterior.Of(counts).Variances.Select(variance =>
            new TieBreakList([new("uncertainty", Math.Sqrt(variance) * LadderPosterior.EloPerUnit)]))];
    }

    private static TieBreakList Swiss(TieBreaks of) => new(
        [new("buchholz-cut-1", of.BuchholzCut1), new("buchholz", of.Buchholz), new("sonneborn-berger", of.SonnebornBerger)]);

    // Rounds count from 1, and whoever was not beaten has reached the next.
    private static TieBreakList Round(int beaten) => new([new("round", beaten + 1)]);
}
