namespace Arena.Core.Pairing.Ladder;

/// <summary>
/// Gains from the whole covariance C, with its square S at hand: for d = eᵢ - eⱼ, dᵀCd and |Cd|² = dᵀSd are three entries each.
/// After an encounter both change by outer products, in O(n²).
/// </summary>
internal sealed class CovarianceGains : Gains
{
    private readonly LadderPosterior _posterior;
    private readonly int _matches;
    private readonly double[][] _covariance, _square;

    public CovarianceGains(LadderPosterior posterior, double[][] covariance, int matches)
    {
        (_posterior, _matches) = (posterior, matches);
        _covariance = Array.ConvertAll(covariance, row => (double[])row.Clone());
        _square = SymmetricMatrix.Square(covariance);
    }

    /// <summary>The sum of the variances.</summary>
    public double Trace => _covariance.Select((row, i) => row[i]).Sum();

    public override (int One, int Other) Best(bool[] free)
    {
        var (best, most) = ((-1, -1), double.NegativeInfinity);
        for (var one = 0; one < free.Length; one++)
        {
            for (var other = one + 1; free[one] && other < free.Length; other++)
            {
                if (!free[other]) continue;
                var gain = Gain(one, other);
                if (gain > most) (best, most) = ((one, other), gain);
            }
        }

        return best;
    }

    public override double Gain(int one, int other)
    {
        var information = Information(one, other);
        return information * Along(_square, one, other) / (1 + information * Along(_covariance, one, other));
    }

    // With v = Cd, w = Sd = Cv and c = I / (1 + I·dᵀCd): C' = C - c·vvᵀ, and S' = C'² = S - c(vwᵀ + wvᵀ) + c²|v|²·vvᵀ.
    public override void Played(int one, int other)
    {
        var n = _covariance.Length;
        var information = Information(one, other);
        var c = information / (1 + information * Along(_covariance, one, other));
        var length = Along(_square, one, other);
        var v = new double[n];
        var w = new double[n];
        for (var i = 0; i < n; i++)
        {
            v[i] = _covariance[i][one] - _covariance[i][other];
            w[i] = _square[i][one] - _square[i][other];
        }

        for (var i = 0; i < n; i++)
        {
            var (row, squareRow) = (_covariance[i], _square[i]);
            for (var j = 0; j < n; j++)
            {
                row[j] -= c * v[i] * v[j];
                squareRow[j] += c * (c * length * v[i] * v[j] - v[i] * w[j] - w[i] * v[j]);
            }
        }
    }

    private static double Along(double[][] matrix, int one, int other) =>
        matrix[one][one] + matrix[other][other] - 2 * matrix[one][other];

    private double Information(int one, int other)
    {
        var p = _posterior.WinChance(one, other);
        return _matches * p * (1 - p);
    }
}
