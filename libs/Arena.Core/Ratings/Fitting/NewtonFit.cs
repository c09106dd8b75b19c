namespace Arena.Core.Ratings.Fitting;

/// <summary>
/// Newton's method on a concave log-likelihood: full steps, shortened when they are long or lead downhill.
/// </summary>
internal static class NewtonFit
{
    private const int MostSteps = 100;
    private const int MostHalvings = 40;
    private const double LongestStep = 4;   // in units of log odds

    public static FitPoint Run(FitProblem problem, NormalEquations equations, FitPoint start, out double gradientNorm)
    {
        var tolerance = 1e-8 + 1e-15 * problem.Results.Games;
        var point = start;
        equations.Assemble(point);
        var step = new double[equations.Gradient.Length];
        for (var i = 0; i < MostSteps && Norm(equations.Gradient) > tolerance; i++)
        {
            equations.Gradient.CopyTo(step, 0);
            equations.Factor();
            equations.Solve(step);
            var before = equations.LogLikelihood;
            var slack = 1e-12 * Math.Abs(before);
            var length = Math.Min(1, LongestStep / Norm(step));
            var next = point.Moved(problem, step, length);
            equations.Assemble(next);
            for (var halving = 0; halving < MostHalvings && !(equations.LogLikelihood >= before - slack); halving++)
            {
                next = point.Moved(problem, step, length /= 2);
                equations.Assemble(next);
            }

            point = next;
        }

        gradientNorm = Norm(equations.Gradient);
        return point;
    }

    private static double Norm(ReadOnlySpan<double> vector)
    {
        var most = 0.0;
        foreach (var value in vector) most = Math.Max(most, Math.Abs(value));
        return most;
    }
}
