namespace Arena.Simulation.Ladder;

/// <summary>
/// TrueSkill for two players without draws, with its published constants (Herbrich, Minka, Graepel 2006): what the
/// matchmaking that is compared with goes by.
/// </summary>
public sealed class TrueSkillRatings
{
    private const double Mean = 25, Sigma = Mean / 3, Beta = Sigma / 2, Tau = Sigma / 100;

    private readonly double[] _means, _variances;

    public TrueSkillRatings(int agents)
    {
        (_means, _variances) = (new double[agents], new double[agents]);
        Array.Fill(_means, Mean);
        Array.Fill(_variances, Sigma * Sigma);
    }

    /// <summary>The chance of a draw relative to that of equal, certain players.</summary>
    public double Quality(int a, int b)
    {
        var c2 = 2 * Beta * Beta + _variances[a] + _variances[b];
        return Math.Sqrt(2 * Beta * Beta / c2) * Math.Exp(-Math.Pow(_means[a] - _means[b], 2) / (2 * c2));
    }

    public void Update(int winner, int loser)
    {
        var (x, y) = (_variances[winner] + Tau * Tau, _variances[loser] + Tau * Tau);
        var c = Math.Sqrt(2 * Beta * Beta + x + y);
        var t = (_means[winner] - _means[loser]) / c;
        var v = Density(t) / Math.Max(Cumulative(t), 1e-12);
        var w = v * (v + t);
        _means[winner] += x / c * v;
        _means[loser] -= y / c * v;
        _variances[winner] = x * (1 - x / (c * c) * w);
        _variances[loser] = y * (1 - y / (c * c) * w);
    }

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    // Abramowitz and Stegun 26.2.17: to 7.5e-8.
    private static double Cumulative(double x)
    {
        if (x < 0) return 1 - Cumulative(-x);
        var k = 1 / (1 + 0.2316419 * x);
        var series = k * (0.319381530 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))));
        return 1 - Density(x) * series;
    }
}
