namespace Arena.Core.Ratings.Fitting;

/// <summary>Values of all parameters, in natural logarithms of odds.</summary>
/// <param name="Strengths">By player.</param>
/// <param name="Seat">The first seat's advantage.</param>
/// <param name="DrawLog">The draw parameter; null where a draw is half a win.</param>
internal sealed record FitPoint(double[] Strengths, double Seat, double? DrawLog)
{
    /// <summary>The point a step away.</summary>
    public FitPoint Moved(FitProblem problem, ReadOnlySpan<double> step, double length)
    {
        var strengths = (double[])Strengths.Clone();
        for (var i = 0; i < strengths.Length; i++)
            if (problem.Coordinate[i] >= 0) strengths[i] += length * step[problem.Coordinate[i]];
        return new(strengths, Seat + length * step[problem.Free], DrawLog + length * step[problem.Free + 1]);
    }
}
