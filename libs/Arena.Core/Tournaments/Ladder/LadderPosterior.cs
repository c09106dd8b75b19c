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

    /// <summary>The prior's variance: a standard deviation of about 300 Elo.</summary>
    public const double PriorVariance = 3;

    /// <summary>Elo points for one unit of strength.</summary>
    public const double EloPerUnit = 173.717792761;

    private const int MostSweeps = 500;
    private const double Tolerance = 1e-7;

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
        var strengths = Mode(counts);
        var n = counts.Agents;
        if (n > MostWithCovariance)
            return new(strengths, [.. Enumerable.Range(0, n).Select(i => 1 / Precision(counts, strengths, i))], null);
        var matrix = new double[n][];
        for (var i = 0; i < n; i++)
        {
            matrix[i] = new double[n];
            matrix[i][i] = Precision(counts, strengths, i);
            foreach (var (j, met) in counts.Against(i)) matrix[i][j] = -met.Games * Information(strengths, i, j);
        }

        var covariance = SymmetricMatrix.Inverse(matrix);
        return new(strengths, [.. Enumerable.Range(0, n).Select(i => covariance[i][i])], covariance);
    }

    private static double[] Mode(PairCounts counts)
    {
        var strengths = new double[counts.Agents];
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var largest = 0.0;
            for (var i = 0; i < strengths.Length; i++)
            {
                var slope = -strengths[i] / PriorVariance;
                foreach (var (j, met) in counts.Against(i)) slope += met.Score - met.Games * Logistic.Of(strengths[i] - strengths[j]);
                var step = Math.Clamp(slope / Precision(counts, strengths, i), -1, 1);
                strengths[i] += step;
                largest = Math.Max(largest, Math.Abs(step));
            }

            if (largest < Tolerance) break;
        }

        return strengths;
    }

    private static double Precision(PairCounts counts, double[] strengths, int i)
    {
        var precision = 1 / PriorVariance;
        foreach (var (j, met) in counts.Against(i)) precision += met.Games * Information(strengths, i, j);
        return precision;
    }

    private static double Information(double[] strengths, int i, int j)
    {
        var p = Logistic.Of(strengths[i] - strengths[j]);
        return p * (1 - p);
    }
}
