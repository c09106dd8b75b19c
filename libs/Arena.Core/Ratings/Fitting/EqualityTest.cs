namespace Arena.Core.Ratings.Fitting;

/// <summary>
/// C. R. Rao's score test (1948) of two players being equal, for those between whom only the prior keeps the difference finite: there
/// the difference over its deviation says more of the prior than of the games, while at equality, where the test stands, the games
/// alone have a slope and a curvature. The ratings move along with the difference as the information at the fit has it; the
/// draw parameter is fitted anew. For two players it is the sign test of their decisive games.
/// </summary>
internal static class EqualityTest
{
    private const int MostSteps = 20;

    /// <returns>Deviations: normal if the two are equal, positive if the games speak for the first.</returns>
    /// <param name="direction">How the parameters move with the difference: free ratings, then shared.</param>
    /// <param name="length">How far along it the fit is from equality.</param>
    public static double Deviations(FitProblem problem, FitPoint fit, ReadOnlySpan<double> direction, double length)
    {
        var equal = fit.Moved(problem, direction, -length);
        var sums = Sums.At(problem, equal, direction);
        for (var step = 0; equal.DrawLog is not null && step < MostSteps && Math.Abs(sums.DrawSlope) > 1e-9 * sums.Draw; step++)
        {
            equal = equal with { DrawLog = equal.DrawLog + Math.Clamp(sums.DrawSlope / sums.Draw, -1, 1) };
            sums = Sums.At(problem, equal, direction);
        }

        var curvature = sums.Curvature - (equal.DrawLog is null ? 0 : sums.Mixed * sums.Mixed / sums.Draw);
        return curvature > 0 ? sums.Slope / Math.Sqrt(curvature) : 0;
    }

    // Of the log-likelihood: along the direction, by the draw parameter, and by both.
    private record struct Sums(double Slope, double Curvature, double DrawSlope, double Draw, double Mixed)
    {
        public static Sums At(FitProblem problem, FitPoint point, ReadOnlySpan<double> direction)
        {
            var seat = direction[problem.Free];
            var sums = new Sums(
                -NormalEquations.SeatPrior * point.Seat * seat, NormalEquations.SeatPrior * seat * seat,
                -NormalEquations.DrawPrior * (point.DrawLog ?? 0), NormalEquations.DrawPrior, 0);
            foreach (ref readonly var term in problem.Terms.AsSpan())
            {
                var x = point.Strengths[term.A] - point.Strengths[term.B];
                var apart = Along(problem.Coordinate[term.A], direction) - Along(problem.Coordinate[term.B], direction);
                sums.Add(term.First, apart + seat, OutcomeMoments.At(x + point.Seat, point.DrawLog));
                sums.Add(term.Second, apart - seat, OutcomeMoments.At(x - point.Seat, point.DrawLog));
            }

            return sums;
        }

        private void Add(in FitSeat games, double along, in OutcomeMoments m)
        {
            Slope += along * (games.Balance - games.Games * m.Balance);
            Curvature += along * along * games.Games * m.Variance;
            DrawSlope += games.Draws - games.Games * m.Draw;
            Draw += games.Games * m.DrawVariance;
            Mixed += along * games.Games * m.Covariance;
        }

        private static double Along(int coordinate, ReadOnlySpan<double> direction) => coordinate < 0 ? 0 : direction[coordinate];
    }
}
