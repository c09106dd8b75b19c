using System.Collections.Immutable;
using Arena.Core.Primitives;

namespace Arena.Core.Ratings.Fitting;

/// <summary>A rating's interval by resampling.</summary>
public readonly record struct RatingInterval(double Low, double High, double Deviation);

/// <summary>
/// The bootstrap of the estimating equations (Hu and Kalbfleisch, "The estimating function bootstrap", 2000): each
/// round counts every observation a Poisson number of times and takes one Newton step from the estimate. Equal
/// observations are drawn together; a pair of games is one observation. What scatter few games lack (<see cref="AddedScatter"/>)
/// and the seat advantage's prior are drawn from normal distributions. No round can degenerate, however few the games.
/// </summary>
internal static class FitBootstrap
{
    private const int Exact = 64;           // above, a Poisson count is its normal limit

    public static ImmutableArray<RatingInterval> Run(
        FitProblem problem, NormalEquations equations, Sandwich sandwich, int rounds, Seed seed, double[] ratings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 2);
        var (cells, added) = (sandwich.Cells.ToArray(), sandwich.Added.ToArray());
        var shifts = new float[ratings.Length][];
        for (var i = 0; i < shifts.Length; i++) shifts[i] = new float[rounds];
        Parallel.For(0, rounds, round =>
        {
            var step = new double[problem.Free + NormalEquations.Shared];
            var dice = new Dice(seed.Derive((ulong)round));
            Resample(problem, cells, dice, step);
            AddScatter(problem, added, dice, step);
            equations.Solve(step);
            Store(problem, step, shifts, round);
        });

        var intervals = new RatingInterval[ratings.Length];
        Parallel.For(0, ratings.Length, i => intervals[i] = Interval(ratings[i], shifts[i], problem.Options.Confidence));
        return [.. intervals];
    }

    private static void Resample(FitProblem problem, ScoreCell[] cells, Dice dice, double[] step)
    {
        foreach (ref readonly var cell in cells.AsSpan())
        {
            var extra = Poisson(cell.Count, dice) - cell.Count;
            if (extra == 0) continue;
            Move(problem, problem.Terms[cell.Term], extra * cell.Rating, step);
            step[problem.Free] += extra * cell.Seat;
            step[problem.Free + 1] += extra * cell.Draw;
        }
    }

    private static void AddScatter(FitProblem problem, (AddedScatter First, AddedScatter Second)[] added, Dice dice, double[] step)
    {
        if (problem.Options.SeatAdvantage) step[problem.Free] += Math.Sqrt(NormalEquations.SeatPrior) * Gauss(dice);
        for (var t = 0; t < added.Length; t++)
        {
            Add(added[t].First, problem.Terms[t], 1);
            Add(added[t].Second, problem.Terms[t], -1);
        }

        void Add(in AddedScatter scatter, in FitTerm term, int sign)
        {
            if (scatter.Rating == 0) return;
            var slope = Math.Sqrt(scatter.Rating) * Gauss(dice);
            Move(problem, term, slope, step);
            step[problem.Free] += sign * slope;
            // Of the draw parameter's slope the part that goes with it; the rest moves no rating.
            step[problem.Free + 1] += slope * scatter.Mixed / scatter.Rating;
        }
    }

    private static void Move(FitProblem problem, in FitTerm term, double slope, double[] step)
    {
        var (a, b) = (problem.Coordinate[term.A], problem.Coordinate[term.B]);
        if (a >= 0) step[a] += slope;
        if (b >= 0) step[b] -= slope;
    }

    private static void Store(FitProblem problem, double[] step, float[][] shifts, int round)
    {
        var groups = problem.Connectivity.GroupOf;
        var (sums, sizes) = (new double[problem.Connectivity.Groups], new int[problem.Connectivity.Groups]);
        for (var i = 0; i < groups.Length; i++)
        {
            sums[groups[i]] += Shift(i);
            sizes[groups[i]]++;
        }

        for (var i = 0; i < groups.Length; i++)
        {
            var center = problem.IsAnchored[groups[i]] ? 0 : sums[groups[i]] / sizes[groups[i]];
            shifts[i][round] = (float)((Shift(i) - center) * EloScale.PointsPerUnit);
        }

        double Shift(int player) => problem.Coordinate[player] < 0 ? 0 : step[problem.Coordinate[player]];
    }

    private static RatingInterval Interval(double rating, float[] shifts, double confidence)
    {
        var squares = 0.0;
        foreach (var shift in shifts) squares += (double)shift * shift;
        Array.Sort(shifts);
        var tail = (int)(shifts.Length * (1 - confidence) / 2);
        return new(rating + shifts[tail], rating + shifts[^(tail + 1)], Math.Sqrt(squares / shifts.Length));
    }

    private static double Poisson(long mean, Dice dice)
    {
        if (mean > Exact)
            return Math.Max(0, Math.Round(mean + Math.Sqrt(mean) * Gauss(dice)));
        // Inversion: walk up the distribution until it passes the roll.
        var roll = dice.NextDouble();
        var (count, probability) = (0, Math.Exp(-mean));
        while (roll >= probability && count < 4 * Exact)
        {
            roll -= probability;
            probability *= (double)mean / ++count;
        }

        return count;
    }

    private static double Gauss(Dice dice) => Normal.Quantile(dice.NextDouble() + 1e-17);
}
