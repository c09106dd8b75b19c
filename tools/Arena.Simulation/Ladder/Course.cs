namespace Arena.Simulation.Ladder;

/// <summary>How a simulated ladder went.</summary>
/// <param name="Points">The error of the ratings, in Elo, after so many games.</param>
/// <param name="LongestWait">The most rounds that anybody sat out in a row.</param>
public sealed record Course(IReadOnlyList<(int Games, double Error)> Points, int LongestWait)
{
    public double LastError => Points[^1].Error;

    /// <summary>Games until the error came down to this, between the points along a straight line; all of them if it did not.</summary>
    public double GamesTo(double error)
    {
        for (var i = 0; i < Points.Count; i++)
        {
            if (Points[i].Error > error) continue;
            if (i == 0) return Points[0].Games;
            var (a, b) = (Points[i - 1], Points[i]);
            return a.Games + (b.Games - a.Games) * (a.Error - error) / (a.Error - b.Error);
        }

        return Points[^1].Games;
    }

    /// <summary>The mean of some that have their points after the same games.</summary>
    public static Course Mean(IReadOnlyList<Course> courses) => new(
        [.. courses[0].Points.Select((p, i) => (p.Games, courses.Average(c => c.Points[i].Error)))], courses.Max(c => c.LongestWait));
}
