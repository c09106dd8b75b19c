namespace Arena.Core.Ratings.Sequential;

/// <summary>R. Coulom's model: P(win) = L(e − d), P(loss) = L(−e − d) with the Elo curve L and a draw parameter d.</summary>
internal static class BayesElo
{
    /// <summary>Loss, draw and win at a difference, with the draw parameter that the shares have.</summary>
    public static void Of(ReadOnlySpan<double> shares, double elo, Span<double> result)
    {
        var (loss, win) = (shares[0], shares[2]);
        var draw = -(EloScale.OfScore(win) + EloScale.OfScore(loss)) / 2;
        result[2] = EloScale.ToScore(elo - draw);
        result[0] = EloScale.ToScore(-elo - draw);
        result[1] = 1 - result[0] - result[2];
    }
}
