namespace Arena.Core.Tournaments.Ladder;

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
    public const int MostWithCovariance = 512;

    /// <summary>
    /// The prior's variance: a standard deviation of about 210 Elo. A much wider one makes strengths that few games tell of look
    /// too far apart, and pairing by them no better than at random.
    /// </summary>
    public const double PriorVariance = 1.5;

    /// <summary>Elo points for one unit of strength.</summary>
    public const double EloPerUnit = 173.717792761;

    private const int MostSweeps = 500;
    private const double Tolerance = 1e-6;

    private LadderPosterior(double[] strengths, double[] variances, double[][]? covariance) =>
        (Strengths, Variances, Covariance) = (strengths, variances, covariance);

    public IReadOnlyList<double> Strengths { get; }

    public IReadOnlyList<double> Variances { get; }

    internal double[][]? Covariance { get; }

    /// <summary>The chance (0 to 1) that the first beats the second.</summary>
    public double WinChance(int first, int second) => Logistic.Of(Strengths[first] - Strengths[second]);

    public static LadderPosterior Of(PairCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var n = counts.Agents;
        Met[][] met = [.. Enumerable.Range(0, n).Select(i => counts.Against(i).Select(a => new Met(a.Key, a.Value.Games, a.Value.Score)).ToArray())];
        var strengths = new double[n];
        FindMode(met, strengths);
        var precisions = Enumerable.Range(0, n).Select(i => At(met[i], strengths, i).Precision);
        if (n > MostWithCovariance) return new(strengths, [.. precisions.Select(p => 1 / p)], null);
        double[][] matrix = [.. precisions.Select((p, i) => Row(met[i], strengths, i, p))];
        var covariance = SymmetricMatrix.Inverse(matrix);
        return new(strengths, [.. covariance.Select((row, i) => row[i])], covariance);
    }

    private static void FindMode(Met[][] met, double[] strengths)
    {
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var largest = 0.0;
            for (var i = 0; i < strengths.Length; i++)
            {
                var (slope, precision) = At(met[i], strengths, i);
                var step = Math.Clamp(slope / precision, -1, 1);
                strengths[i] += step;
                largest = Math.Max(largest, Math.Abs(step));
            }

            if (largest < Tolerance) return;
        }
    }

    // The log posterior's first derivative by one strength, and its second, negated.
    private static (double Slope, double Precision) At(Met[] met, double[] strengths, int i)
    {
        var (slope, precision) = (-strengths[i] / PriorVariance, 1 / PriorVariance);
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
