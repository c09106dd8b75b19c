using Arena.Core.Ratings;
using Arena.Core.Ratings.Sequential;

namespace Arena.Benchmarks.Ratings;

/// <summary>The log-likelihood ratio of pairs.</summary>
internal static class SprtBench
{
    private const int Calls = 100_000;

    public static IEnumerable<BenchRow> Run()
    {
        var plain = Micros(Plain);
        var (logistic, normalized) = (Micros(Of(SprtModel.Logistic)), Micros(Of(SprtModel.Normalized)));
        yield return BenchRow.Of(
            "pentanomial LLR, logistic (fishtest 52; limit 5)", logistic, "us", "the root by bisection", plain);
        yield return BenchRow.Of("pentanomial LLR, normalized", normalized, "us", "logistic's root by bisection", plain);
    }

    private static Func<ScoreCounts, double> Of(SprtModel model) => counts => LogLikelihoodRatio.Of(counts, 0, 2, model);

    private static double Micros(Func<ScoreCounts, double> ratio) => 1e6 / Calls * RatingsBench.Seconds(3, () =>
    {
        var sum = 0.0;
        for (var call = 0; call < Calls; call++)
            sum += ratio(ScoreCounts.Pairs(365 + call % 7, 16618, 36229, 16974, 390));
        return sum;
    });

    private static double Plain(ScoreCounts counts)
    {
        var shares = counts.Counts.Select(c => (double)c / counts.Total).ToArray();
        var (h1, h0) = (Fit(shares, EloScale.ToScore(2)), Fit(shares, EloScale.ToScore(0)));
        return counts.Total * shares.Zip(h1, h0).Sum(t => t.First * Math.Log(t.Second / t.Third));
    }

    private static double[] Fit(double[] shares, double mean)
    {
        var (low, high) = (-1 / (1 - mean), 1 / mean);
        for (var step = 0; step < 60; step++)
        {
            var x = (low + high) / 2;
            if (shares.Select((p, i) => p * (i / 4.0 - mean) / (1 + x * (i / 4.0 - mean))).Sum() > 0)
                low = x;
            else
                high = x;
        }

        return [.. shares.Select((p, i) => p / (1 + low * (i / 4.0 - mean)))];
    }
}
