using Arena.Core.Leagues.Formats;
using Arena.Core.Ratings.Results;

namespace Arena.Core.Leagues.Standings;

/// <summary>A league's table, counted and ranked, with its games ready to be rated.</summary>
public sealed class UnratedTable
{
    private readonly LeagueDefinition _league;
    private readonly StandingRow[] _rows;
    private readonly int[] _order;
    private readonly RatingCourse _course;

    internal UnratedTable(LeagueDefinition league, StandingRow[] rows, int[] order, RatingCourse course) =>
        (_league, _rows, _order, _course) = (league, rows, order, course);

    /// <summary>The agents' names, best first.</summary>
    public IEnumerable<string> Agents => _order.Select(agent => _rows[agent].Agent);

    /// <summary>The rated games.</summary>
    public ResultSet Games => _course.Games();

    /// <summary>How sure it is (0 to 1) that one of the best agents is stronger than another; null where nothing compares them.</summary>
    /// <param name="count">How many of the best.</param>
    /// <returns>By the place in the table of the one, from 0, and then of the other.</returns>
    public IReadOnlyList<IReadOnlyList<double?>> Superiorities(int count)
    {
        var fit = _course.Fit();
        var players = _order.Take(count).Select(agent => _course.PlayerOf[agent]).ToArray();
        return [.. players.Select(one => players.Select(other => one == other ? null : fit?.Superiority(one, other)).ToArray())];
    }

    /// <summary>The whole table, best first. From the same results it has the same bits.</summary>
    public IReadOnlyList<StandingRow> Rate()
    {
        var fit = _course.Fit();
        var ratings = _course.Ratings(fit);
        var tieBreaks = _league.Format == LeagueFormat.Ladder ? FormatTieBreaks.OfLadder(Games, _course.AgentOf) : null;
        var superiority = new double?[_order.Length];
        if (fit is not null)
        {
            Parallel.For(0, Math.Max(0, _order.Length - 1), place => superiority[place] =
                fit.Superiority(_course.PlayerOf[_order[place]], _course.PlayerOf[_order[place + 1]]));
        }

        return [.. _order.Select((agent, place) => _rows[agent] with
        {
            Rank = place + 1, Rating = ratings[agent], Superiority = superiority[place],
            TieBreaks = tieBreaks?[agent] ?? _rows[agent].TieBreaks, Trend = _course.TrendOf(agent),
        })];
    }
}
