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
            TieBreaks = tieBreaks?[agent] ?? _rows[agent].TieBreaks,
        })];
    }
}
