namespace Arena.Core.Ratings.Sequential;

/// <summary>
/// The generalized log-likelihood ratio of two hypotheses about a score's distribution (Li, Liu and Ying, "Generalized
/// Sequential Probability Ratio Test for Separate Families of Hypotheses", 2014): under each, the distribution that
/// fits the counts best. Works for single games and for pairs alike.
/// </summary>
public static class LogLikelihoodRatio
{
    /// <summary>Games' normalized Elo per deviation.</summary>
    public static readonly double NormalizedPoints = 800 / Math.Log(10);

    private const int MostSteps = 100;
    private const int MostFixpoints = 30;

    /// <summary>Of <paramref name="elo1"/> against <paramref name="elo0"/>; 0 without observations.</summary>
    public static double Of(ScoreCounts counts, double elo0, double elo1, SprtModel model)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Total == 0) return 0;
        Span<double> shares = stackalloc double[counts.Counts.Length];
        Span<double> under0 = stackalloc double[shares.Length];
        Span<double> under1 = stackalloc double[shares.Length];
        var total = counts.Shares(shares, model);
        switch (model)
        {
            case SprtModel.Logistic:
                WithMean(shares, EloScale.ToScore(elo0), under0);
                WithMean(shares, EloScale.ToScore(elo1), under1);
                break;
            case SprtModel.Normalized:
                var perDeviation = (counts.Paired ? Math.Sqrt(2) : 1) / NormalizedPoints;
                WithDistance(shares, elo0 * perDeviation, under0);
                WithDistance(shares, elo1 * perDeviation, under1);
                break;
            default:
                if (counts.Paired) throw new ArgumentException("BayesElo is a model of single games, not of pairs", nameof(model));
                var scale = model == SprtModel.Bayesian ? BayesElo.Scale(shares) : 1;
                BayesElo.Of(shares, elo0 / scale, under0);
                BayesElo.Of(shares, elo1 / scale, under1);
                break;
        }

        var sum = 0.0;
        for (var i = 0; i < shares.Length; i++) sum += shares[i] * Math.Log(under1[i] / under0[i]);
        return total * sum;
    }

    /// <summary>The distribution nearest to the shares whose mean score is given.</summary>
    internal static void WithMean(ReadOnlySpan<double> shares, double mean, Span<double> result)
    {
        Span<double> distances = stackalloc double[shares.Length];
        for (var i = 0; i < shares.Length; i++) distances[i] = i / (shares.Length - 1.0) - mean;
        Tilt(shares, distances, result);
    }

    /// <summary>
    /// The distribution nearest to the shares whose mean score is that many deviations above ½: the same problem with the
    /// deviation replaced by its tangent at the last answer, from equal shares until the answer stays.
    /// </summary>
    internal static void WithDistance(ReadOnlySpan<double> shares, double distance, Span<double> result)
    {
        Span<double> tangent = stackalloc double[shares.Length];
        Span<double> last = stackalloc double[shares.Length];
        result.Fill(1.0 / result.Length);
        for (var step = 0; step < MostFixpoints; step++)
        {
            var (mean, variance) = (0.0, 0.0);
            for (var i = 0; i < result.Length; i++) mean += result[i] * i / (result.Length - 1.0);
            for (var i = 0; i < result.Length; i++) variance += result[i] * Square(i / (result.Length - 1.0) - mean);
            var deviation = Math.Sqrt(variance);
            for (var i = 0; i < result.Length; i++)
            {
                var score = i / (result.Length - 1.0);
                tangent[i] = score - 0.5 - distance * deviation * (1 + Square((score - mean) / deviation)) / 2;
            }

            result.CopyTo(last);
            var most = 0.0;
            Tilt(shares, tangent, result);
            for (var i = 0; i < result.Length; i++) most = Math.Max(most, Math.Abs(result[i] - last[i]));
            if (most < 1e-12) return;
        }
    }

    // q with Σ q·d = 0 that maximises Σ p·ln q: q = p / (1 + x·d), where x solves Σ p·d / (1 + x·d) = 0 between the
    // poles. That sum falls steadily, so Newton's steps are kept inside a shrinking bracket.
    private static void Tilt(ReadOnlySpan<double> shares, ReadOnlySpan<double> distances, Span<double> result)
    {
        var (least, most) = (0.0, 0.0);
        foreach (var d in distances) (least, most) = (Math.Min(least, d), Math.Max(most, d));
        if (least >= 0 || most <= 0)
        {
            shares.CopyTo(result);      // no distribution on these scores can have that mean
            return;
        }

        var (low, high) = (-1 / most, -1 / least);
        var x = 0.0;
        for (var step = 0; step < MostSteps; step++)
        {
            var (value, slope) = (0.0, 0.0);
            for (var i = 0; i < shares.Length; i++)
            {
                var ratio = distances[i] / (1 + x * distances[i]);
                value += shares[i] * ratio;
                slope -= shares[i] * ratio * ratio;
            }

            if (value > 0) low = x;
            else high = x;
            var next = x - value / slope;
            if (!(next > low && next < high)) next = (low + high) / 2;
            var moved = Math.Abs(next - x);
            x = next;
            if (moved <= 1e-14 * Math.Max(1, Math.Abs(x))) break;
        }

        for (var i = 0; i < shares.Length; i++) result[i] = shares[i] / (1 + x * distances[i]);
    }

    private static double Square(double x) => x * x;
}
