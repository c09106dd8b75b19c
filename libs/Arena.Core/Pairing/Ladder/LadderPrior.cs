namespace Arena.Core.Pairing.Ladder;

/// <summary>
/// How far apart strengths are, from the results themselves: the variance of the prior under which the strengths are expected to
/// vary as much as it says (the fixed point of the EM algorithm, which maximizes the marginal likelihood; Dempster, Laird and Rubin
/// 1977). An agent's worth of belief in <see cref="Default"/> keeps the first results from deciding much.
/// </summary>
internal static class LadderPrior
{
    /// <summary>Before there are results: a standard deviation of about 210 Elo.</summary>
    public const double Default = 1.5;

    private const double Belief = 1; // agents

    // In steps of √2 of the variance, from an eighth of the default to eight times it: 75 to 600 Elo. Written out, because powers
    // are not the same to the last bit on every machine.
    private static readonly double[] _variances =
    [
        Default / 8, Default / 8 * Root, Default / 4, Default / 4 * Root, Default / 2, Default / 2 * Root, Default, Default * Root,
        Default * 2, Default * 2 * Root, Default * 4, Default * 4 * Root, Default * 8,
    ];

    private const double Root = 1.4142135623730951;

    /// <param name="agents">How many there are.</param>
    /// <param name="squares">By the prior's variance: the expected sum of the strengths' squares, given the results.</param>
    public static double Estimate(int agents, Func<double, double> squares)
    {
        var (low, high) = (-1, _variances.Length);
        var (above, below) = (0.0, 0.0); // how much more they vary than the prior says; at low more, at high less
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            var variance = _variances[middle];
            var more = squares(variance) + Belief * Default - (agents + Belief) * variance;
            if (more > 0) (low, above) = (middle, more);
            else (high, below) = (middle, more);
        }

        if (low < 0) return _variances[0];
        if (high == _variances.Length) return _variances[^1];
        return _variances[low] + (_variances[high] - _variances[low]) * above / (above - below);
    }
}
