namespace Arena.Core.Ratings.Fitting;

/// <summary>
/// Means and (co)variances of a game's two sufficient statistics, given the difference x in log strength: the balance
/// (win ½, draw 0, loss −½) and the draw (1 or 0). P(win) ∝ exp(x/2), P(loss) ∝ exp(−x/2), P(draw) ∝ exp(δ). Without a
/// draw parameter a draw is half of each, and only the balance counts.
/// </summary>
internal readonly record struct OutcomeMoments(
    double Balance, double Draw, double Variance, double Covariance, double DrawVariance, double LogNorm)
{
    public static OutcomeMoments At(double x, double? drawLog)
    {
        var distance = Math.Abs(x);
        var small = Math.Exp(-distance);
        var draw = drawLog is { } delta ? Math.Exp(delta - distance / 2) : 0;
        var norm = 1 + small + draw;
        var balance = Math.CopySign((1 - small) / (2 * norm), x);
        var drawn = draw / norm;
        return new(
            balance, drawn, (1 - drawn) / 4 - balance * balance, -balance * drawn, drawn * (1 - drawn),
            distance / 2 + Math.Log(norm));
    }
}
