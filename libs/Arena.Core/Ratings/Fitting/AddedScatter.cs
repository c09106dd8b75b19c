using Arena.Core.Ratings.Results;

namespace Arena.Core.Ratings.Fitting;

/// <summary>
/// What the scores' own scatter lacks where there are few games, as scatter of games that were never played, for each pair of
/// players. Two parts. A fit bends towards its games, so that their residuals are too small by their leverage; what
/// is missing is put back at the dispersion of all games together, which has less noise than a player's own (J. Morel, M. Bokossa
/// and N. Neerchal, "Small Sample Correction for the Variance of GEE Estimators", 2003; leverages as in R. Bell and D. McCaffrey,
/// 2002). And each group has half a decisive game more than it had, H. Jeffreys' prior (1946) of the share of decisive games: a
/// few draws are no proof that all games are drawn.
/// </summary>
/// <param name="Rating">Of the slope by A's rating.</param>
/// <param name="Mixed">Of that slope together with the one by the draw parameter.</param>
/// <param name="Draw">Of the slope by the draw parameter.</param>
internal readonly record struct AddedScatter(double Rating, double Mixed, double Draw)
{
    private const double DecisiveGames = 0.5;
    private const double MostLeverage = 0.5;    // above, the missing part is no longer small and the formula not for it

    /// <summary>By pair of players: with A in the first seat, and in the second.</summary>
    public static (AddedScatter First, AddedScatter Second)[] All(FitProblem problem, FitPoint point, ReadOnlySpan<ScoreCell> cells)
    {
        var dispersion = Dispersion(problem, point, cells);
        var games = GamesByGroup(problem);
        var added = new (AddedScatter, AddedScatter)[problem.Terms.Length];
        for (var t = 0; t < added.Length; t++)
        {
            ref readonly var term = ref problem.Terms[t];
            var leverage = 1.0 / problem.Results.PlayerTotals[term.A].Games + 1.0 / problem.Results.PlayerTotals[term.B].Games;
            var (single, paired) = (dispersion * Lacking(leverage), dispersion * Lacking(2 * leverage));
            var prior = DecisiveGames / games[problem.Connectivity.GroupOf[term.A]];
            var pairs = Pairs(term.Cells);
            var x = point.Strengths[term.A] - point.Strengths[term.B];
            added[t] = (
                Of(term.First.Games, OutcomeMoments.At(x + point.Seat, point.DrawLog)),
                Of(term.Second.Games, OutcomeMoments.At(x - point.Seat, point.DrawLog)));

            AddedScatter Of(double played, in OutcomeMoments m)
            {
                var times = (played - pairs) * single + pairs * paired + played * prior;
                return new(times * m.Variance, times * m.Covariance, times * m.DrawVariance);
            }
        }

        return added;
    }

    private static double Lacking(double leverage) => leverage < MostLeverage ? leverage / (1 - leverage) : 1;

    // The scatter of the slopes by the ratings, over what the model alone expects.
    private static double Dispersion(FitProblem problem, FitPoint point, ReadOnlySpan<ScoreCell> cells)
    {
        var (scatter, expected) = (0.0, 0.0);
        foreach (ref readonly var cell in cells) scatter += cell.Count * cell.Rating * cell.Rating;
        foreach (ref readonly var term in problem.Terms.AsSpan())
        {
            var x = point.Strengths[term.A] - point.Strengths[term.B];
            expected += term.First.Games * OutcomeMoments.At(x + point.Seat, point.DrawLog).Variance
                + term.Second.Games * OutcomeMoments.At(x - point.Seat, point.DrawLog).Variance;
        }

        return expected > 0 ? scatter / expected : 0;
    }

    private static double[] GamesByGroup(FitProblem problem)
    {
        var games = new double[problem.Connectivity.Groups];
        foreach (ref readonly var term in problem.Terms.AsSpan())
            games[problem.Connectivity.GroupOf[term.A]] += term.First.Games + term.Second.Games;
        return games;
    }

    private static long Pairs(in PairCells cells)
    {
        var pairs = 0L;
        for (var cell = PairCells.Paired; cell < PairCells.Count; cell++) pairs += cells[cell];
        return pairs;
    }
}
