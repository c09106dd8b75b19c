namespace Arena.Core.Ratings.Sequential;

/// <summary>R. Coulom's model: P(win) = L(e − d), P(loss) = L(−e − d) with the Elo curve L and a draw parameter d.</summary>
internal static class BayesElo
{
    /// <summary>Loss, draw and win at a difference in BayesElo's points, with the draw parameter that the shares have.</summary>
    public static void Of(ReadOnlySpan<double> shares, double elo, Span<double> result)
    {
        var draw = DrawParameter(shares);
        result[2] = EloScale.ToScore(elo - draw);
        result[0] = EloScale.ToScore(-elo - draw);
        result[1] = 1 - result[0] - result[2];
    }

    /// <summary>Elo points per point of BayesElo near equality: the two curves of the expected score have one slope there.</summary>
    public static double Scale(ReadOnlySpan<double> shares)
    {
        var x = Math.Exp(-DrawParameter(shares) / EloScale.PointsPerUnit);
        return 4 * x / ((1 + x) * (1 + x));
    }

    private static double DrawParameter(ReadOnlySpan<double> shares) =>
        -(EloScale.OfScore(shares[2]) + EloScale.OfScore(shares[0])) / 2;
}
