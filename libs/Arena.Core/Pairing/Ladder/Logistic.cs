namespace Arena.Core.Pairing.Ladder;

/// <summary>
/// The logistic curve 1 / (1 + e⁻ˣ) from additions, multiplications and divisions alone: IEEE 754 fixes their every bit, so
/// matchmaking is the same on every machine, which a library's exponential does not promise.
/// </summary>
internal static class Logistic
{
    private const double Ln2 = 0.693147180559945309417;

    public static double Of(double x) => x >= 0 ? 1 / (1 + ExpOfNegative(-x)) : 1 - 1 / (1 + ExpOfNegative(x));

    // e^x for x ≤ 0, to 1e-15: x = k·ln 2 + r, and the series of e^r.
    private static double ExpOfNegative(double x)
    {
        if (x < -700) return 0;
        var k = (int)(x / Ln2 - 0.5);
        var r = x - k * Ln2;
        var sum = 1.0;
        for (var term = 14; term >= 1; term--) sum = 1 + sum * r / term;
        return Math.ScaleB(sum, k);
    }
}
