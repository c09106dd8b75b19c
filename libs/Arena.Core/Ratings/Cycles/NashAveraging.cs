namespace Arena.Core.Ratings.Cycles;

/// <summary>An equilibrium over agents, and each agent's skill against it.</summary>
/// <param name="Shares">The weight of each agent in the equilibrium.</param>
/// <param name="Skills">What each scores against it, in the payoff's units: at most <paramref name="Exploitability"/>.</param>
/// <param name="Exploitability">How far from an equilibrium this is: the best that anybody scores against it.</param>
public sealed record NashAverage(double[] Shares, double[] Skills, double Exploitability);

/// <summary>
/// Nash averaging (Balduzzi, Tuyls, Perolat and Graepel, "Re-evaluating Evaluation", NeurIPS 2018): ratings against the
/// equilibrium of greatest entropy of the game "choose an agent". Copies of an agent change nobody's rating.
/// </summary>
public static class NashAveraging
{
    private const int MostSteps = 200_000;
    private const double Tolerance = 1e-6;

    /// <param name="payoffs">Antisymmetric: what the row's agent gains against the column's, such as log odds.</param>
    public static NashAverage Of(double[,] payoffs)
    {
        ArgumentNullException.ThrowIfNull(payoffs);
        var n = payoffs.GetLength(0);
        if (payoffs.GetLength(1) != n)
            throw new ArgumentException(
                $"found {n} by {payoffs.GetLength(1)} payoffs; wanted a square", nameof(payoffs));
        if (n == 0) return new([], [], 0);
        var norm = 0.0;
        for (var i = 0; i < n; i++)
        {
            var row = 0.0;
            for (var j = 0; j < n; j++) row += Math.Abs(payoffs[i, j]);
            norm = Math.Max(norm, row);
        }

        var shares = norm == 0 ? Softmax(new double[n]) : Ascend(payoffs, norm);
        var skills = Times(payoffs, shares);
        return new(shares, skills, Math.Max(0, skills.Max()));
    }

    // The greatest entropy under "nobody gains against it": the dual is to minimise log Σ exp(−Aᵀ…) over non-negative
    // multipliers, one per agent that might gain. Accelerated projected gradient with restarts.
    private static double[] Ascend(double[,] payoffs, double norm)
    {
        var n = payoffs.GetLength(0);
        var (multipliers, ahead, previous) = (new double[n], new double[n], new double[n]);
        var shares = Softmax(multipliers);
        var most = payoffs.Cast<double>().Max(Math.Abs);
        var rate = 1 / (most * norm);
        var momentum = 1.0;
        for (var step = 0; step < MostSteps; step++)
        {
            // The payoffs are antisymmetric: −Aᵀλ is Aλ.
            shares = Softmax(Times(payoffs, ahead));
            var gains = Times(payoffs, shares);
            if (gains.Max() <= Tolerance * most) break;
            multipliers.CopyTo(previous, 0);
            var next = (1 + Math.Sqrt(1 + 4 * momentum * momentum)) / 2;
            var uphill = 0.0;
            for (var i = 0; i < n; i++)
            {
                multipliers[i] = Math.Max(0, ahead[i] + rate * gains[i]);
                uphill += (ahead[i] - multipliers[i]) * (multipliers[i] - previous[i]);
            }

            if (uphill > 0) next = momentum = 1;
            for (var i = 0; i < n; i++) ahead[i] = multipliers[i] + (momentum - 1) / next * (multipliers[i] - previous[i]);
            momentum = next;
        }

        return shares;
    }

    private static double[] Times(double[,] matrix, double[] vector)
    {
        var result = new double[vector.Length];
        for (var i = 0; i < result.Length; i++)
            for (var j = 0; j < result.Length; j++) result[i] += matrix[i, j] * vector[j];
        return result;
    }

    private static double[] Softmax(double[] logs)
    {
        var top = logs.Max();
        var weights = Array.ConvertAll(logs, x => Math.Exp(x - top));
        var sum = weights.Sum();
        return Array.ConvertAll(weights, w => w / sum);
    }
}
