namespace Arena.Core.Ratings;

/// <summary>The standard normal distribution, to about 1e-15 relative.</summary>
public static class Normal
{
    private const double SeriesLimit = 2.5;
    private static readonly double _sqrtTwoPi = Math.Sqrt(2 * Math.PI);

    internal static double Density(double x) => Math.Exp(-x * x / 2) / _sqrtTwoPi;

    /// <summary>P(X ≤ x).</summary>
    internal static double Cumulative(double x) => x switch
    {
        double.NegativeInfinity => 0,
        double.PositiveInfinity => 1,
        < -SeriesLimit => Density(x) * Mills(-x),
        > SeriesLimit => 1 - Density(x) * Mills(x),
        _ => 0.5 + Density(x) * Series(x),
    };

    /// <summary>φ(x) / Φ(x), also far in the left tail where both are zero in floating point.</summary>
    internal static double InverseMills(double x) => x < -SeriesLimit ? 1 / Mills(-x) : Density(x) / Cumulative(x);

    /// <summary>The x with P(X ≤ x) = <paramref name="p"/>.</summary>
    public static double Quantile(double p)
    {
        if (p is not (> 0 and < 1)) return p == 0 ? double.NegativeInfinity : p == 1 ? double.PositiveInfinity : double.NaN;
        if (p > 0.5) return -Quantile(1 - p);

        // Abramowitz and Stegun 26.2.23 (error below 4.5e-4), then Halley's method.
        var t = Math.Sqrt(-2 * Math.Log(p));
        var x = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
        for (var step = 0; step < 3; step++)
        {
            var error = (Cumulative(x) - p) / Density(x);
            x -= error / (1 + x * error / 2);
        }

        return x;
    }

    // (Φ(x) − ½) / φ(x) = x + x³/3 + x⁵/15 + …: all terms of one sign, nothing cancels.
    private static double Series(double x)
    {
        var (sum, term) = (x, x);
        for (var odd = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); odd += 2) sum += term *= x * x / odd;
        return sum;
    }

    // (1 − Φ(x)) / φ(x) by Laplace's continued fraction, from the inside out: enough levels for x above the limit.
    private static double Mills(double x)
    {
        var rest = x;
        for (var level = x > 6 ? 40 : 120; level >= 1; level--) rest = x + level / rest;
        return 1 / rest;
    }
}
