using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Ratings;
using Arena.ControlPlane.Web.Design;

namespace Arena.ControlPlane.Web.Leagues;

/// <summary>A league's ratings over time, as lines: those that lead first.</summary>
internal static class RatingCurves
{
    private const int MostPoints = 200;
    private const int MostLines = 40;

    /// <param name="order">The agents' names, best first.</param>
    public static IReadOnlyList<LineSeries> Of(LeagueState league, IReadOnlyList<string> order)
    {
        var points = new Dictionary<string, List<(double X, double Y)>>(StringComparer.Ordinal);
        foreach (var point in RatingHistory.Matches(league, agent: null))
        {
            var name = league.Definition.Agents[point.Agent].Name;
            if (!points.TryGetValue(name, out var line))
                points.Add(name, line = []);
            line.Add((point.Matches, point.Rating.Elo));
        }

        return [.. order.Where(points.ContainsKey).Take(MostLines).Select(name => new LineSeries(name, Thin(points[name])))];
    }

    // As many as can be seen; the last is always there.
    private static List<(double X, double Y)> Thin(List<(double X, double Y)> all)
    {
        if (all.Count <= MostPoints)
            return all;
        var step = (all.Count + MostPoints - 1) / MostPoints;
        return [.. all.Where((_, index) => (all.Count - 1 - index) % step == 0)];
    }
}
