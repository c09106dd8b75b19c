namespace Arena.Core.Pairing.Ladder;

/// <summary>
/// What the results say of the strengths, and how surely: the normal approximation at the mode of a Bradley-Terry posterior
/// with a normal prior. Strengths are in natural units, 400 / ln 10 ≈ 173.7 Elo each. A draw counts half a win and half a loss.
/// </summary>
/// <remarks>
/// R. Bradley, M. Terry, "Rank analysis of incomplete block designs", Biometrika 39, 1952. The mode is found one coordinate after
/// the other by Newton's method; the log posterior is concave, so it is the only one. A game between i and j has the
/// information p(1-p) in the direction i - j. Up to <see cref="MostWithCovariance"/> agents the whole covariance is known; for
/// more only the variances, as if all others' strengths were certain.
/// </remarks>
public sealed class LadderPosterior
{
    /// <summary>From here on a full covariance would cost too much.</summary>
    internal const int MostWithCovariance = 512;

    /// <summary>Elo points for one unit of strength.</summary>
    public const double EloPerUnit = 173.717792761;

    private const int MostSweeps = 500;
    private const double Tolerance = 1e-6;

    private LadderPosterior(double prior, double[] strengths, double[] variances, double[][]? covariance) =>
        (PriorVariance, Strengths, Variances, Covariance) = (prior, strengths, variances, covariance);

    /// <summary>The prior's variance, which follows from the results: see <see cref="LadderPrior"/>.</summary>
    internal double PriorVariance { get; }

    /// <summary>The likeliest strength of each agent, in logits around 0.</summary>
    public IReadOnlyList<double> Strengths { get; }

    internal IReadOnlyList<double> Variances { get; }

    internal double[][]? Covariance { get; }

    /// <summary>The chance (0 to 1) that the first beats the second.</summary>
    internal double WinChance(int first, int second) => Logistic.Of(Strengths[first] - Strengths[second]);

    /// <summary>What the counts say of the agents' strengths; their spread is estimated along with them.</summary>
    public static LadderPosterior Of(PairCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var n = counts.Agents;
        Met[][] met = [.. Enumerable.Range(0, n).Select(i => MetBy(counts, i))];
        var strengths = new double[n];
        var prior = LadderPrior.Estimate(n, variance =>
        {
            FindMode(met, strengths, variance);
            return strengths.Sum(s => s * s) + Uncertainty(met, strengths, variance);
        });
        FindMode(met, strengths, prior);
        if (n > MostWithCovariance) return new(prior, strengths, [.. Precisions(met, strengths, prior).Select(p => 1 / p)], null);
        var covariance = SymmetricMatrix.Inverse(Information(met, strengths, prior));
        return new(prior, strengths, [.. covariance.Select((row, i) => row[i])], covariance);
    }

    private static Met[] MetBy(PairCounts counts, int agent) =>
        [.. counts.Against(agent).Select(a => new Met(a.Key, a.Value.Games, a.Value.Score))];

    // The sum of the variances.
    private static double Uncertainty(Met[][] met, double[] strengths, double prior) => strengths.Length > MostWithCovariance
        ? Precisions(met, strengths, prior).Sum(p => 1 / p)
        : SymmetricMatrix.TraceOfInverse(Information(met, strengths, prior));

    private static IEnumerable<double> Precisions(Met[][] met, double[] strengths, double prior) =>
        Enumerable.Range(0, strengths.Length).Select(i => At(met[i], strengths, prior, i).Precision);

    private static double[][] Information(Met[][] met, double[] strengths, double prior) =>
        [.. Precisions(met, strengths, prior).Select((p, i) => Row(met[i], strengths, i, p))];

    private static void FindMode(Met[][] met, double[] strengths, double prior)
    {
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var largest = 0.0;
            for (var i = 0; i < strengths.Length; i++)
            {
                var (slope, precision) = At(met[i], strengths, prior, i);
                var step = Math.Clamp(slope / precision, -1, 1);
                strengths[i] += step;
                largest = Math.Max(largest, Math.Abs(step));
            }

            if (largest < Tolerance) return;
        }
    }

    // The log posterior's first derivative by one strength, and its second, negated.
    private static (double Slope, double Precision) At(Met[] met, double[] strengths, double prior, int i)
    {
        var (slope, precision) = (-strengths[i] / prior, 1 / prior);
        foreach (var (opponent, games, score) in met)
        {
            var p = Logistic.Of(strengths[i] - strengths[opponent]);
            slope += score - games * p;
            precision += games * p * (1 - p);
        }

        return (slope, precision);
    }

    private static double[] Row(Met[] met, double[] strengths, int i, double precision)
    {
        var row = new double[strengths.Length];
        row[i] = precision;
        foreach (var (opponent, games, _) in met)
        {
            var p = Logistic.Of(strengths[i] - strengths[opponent]);
            row[opponent] = -games * p * (1 - p);
        }

        return row;
    }

    private readonly record struct Met(int Opponent, double Games, double Score);
}
