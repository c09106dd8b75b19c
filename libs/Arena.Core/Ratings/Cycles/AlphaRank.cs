namespace Arena.Core.Ratings.Cycles;

/// <summary>
/// α-rank for one population (Omidshafiei et al., "α-Rank: Multi-Agent Evaluation by Evolution", 2019): how much of the
/// time a finite population, in which now and then a mutant takes over, consists of each strategy.
/// </summary>
public static class AlphaRank
{
    /// <param name="payoffs">The row's strategy against the column's.</param>
    /// <param name="population">How many individuals: the paper's m.</param>
    /// <param name="alpha">How strongly payoffs are selected for.</param>
    /// <returns>The stationary share of each strategy.</returns>
    public static double[] Of(double[,] payoffs, int population = 50, double alpha = 0.1)
    {
        ArgumentNullException.ThrowIfNull(payoffs);
        ArgumentOutOfRangeException.ThrowIfLessThan(population, 2);
        var n = payoffs.GetLength(0);
        if (payoffs.GetLength(1) != n)
            throw new ArgumentException(
                $"found {n} by {payoffs.GetLength(1)} payoffs; wanted a square", nameof(payoffs));
        var rates = new double[n, n];
        for (var resident = 0; resident < n; resident++)
            for (var mutant = 0; mutant < n; mutant++)
                if (mutant != resident) rates[resident, mutant] = Fixation(payoffs, resident, mutant, population, alpha);
        return Stationary(rates);
    }

    // The chance that one mutant takes over: 1 / (1 + Σ_l Π_{p≤l} exp(−α (f_mutant(p) − f_resident(p)))), p mutants.
    private static double Fixation(double[,] payoffs, int resident, int mutant, int population, double alpha)
    {
        var (sum, log) = (1.0, 0.0);
        for (var mutants = 1; mutants < population; mutants++)
        {
            var others = population - mutants;
            var fitness = ((mutants - 1) * payoffs[mutant, mutant] + others * payoffs[mutant, resident]) / (population - 1);
            var rival = (mutants * payoffs[resident, mutant] + (others - 1) * payoffs[resident, resident]) / (population - 1);
            log -= alpha * (fitness - rival);
            sum += Math.Exp(Math.Min(log, 600));
        }

        return 1 / sum;
    }

    // Grassmann, Taksar and Heyman (1985): elimination of states without subtractions, exact however small the rates.
    private static double[] Stationary(double[,] rates)
    {
        var n = rates.GetLength(0);
        for (var k = n - 1; k > 0; k--)
        {
            var away = 0.0;
            for (var j = 0; j < k; j++) away += rates[k, j];
            for (var i = 0; i < k; i++)
            {
                rates[i, k] /= away;
                for (var j = 0; j < k; j++) rates[i, j] += rates[i, k] * rates[k, j];
            }
        }

        var shares = new double[n];
        if (n > 0) shares[0] = 1;
        for (var k = 1; k < n; k++)
            for (var i = 0; i < k; i++) shares[k] += shares[i] * rates[i, k];
        var sum = shares.Sum();
        return Array.ConvertAll(shares, s => s / sum);
    }
}
