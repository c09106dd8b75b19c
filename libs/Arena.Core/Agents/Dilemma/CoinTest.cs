namespace Arena.Core.Agents.Dilemma;

/// <summary>
/// Pearson's chi-squared test of defections against a fair coin, with which Stein and Rapoport, and Graaskamp, look for
/// random players. The paper tells of tests of transition probabilities as well, without the detail to rebuild them.
/// </summary>
internal static class CoinTest
{
    // The 95 % quantile of chi-squared with one degree of freedom.
    private const double Critical = 3.841458820694124;

    /// <summary>True when a fair coin cannot be ruled out at the 5 % level.</summary>
    public static bool LooksFair(int defections, int turns)
    {
        if (turns == 0) return false;
        double difference = turns - 2 * defections;
        return difference * difference / turns <= Critical;
    }
}
