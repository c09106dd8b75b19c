namespace Arena.Core.Ratings.Sequential;

/// <summary>
/// What a sequential test will probably do, from the Brownian motion that its ratio resembles (Wald 1945; Siegmund 1985).
/// </summary>
/// <param name="PassProbability">The chance of accepting H1.</param>
/// <param name="Observations">Games or pairs until the end, on average.</param>
public readonly record struct OperatingCharacteristic(double PassProbability, double Observations)
{
    /// <param name="score0">The expected score under H0.</param>
    /// <param name="score1">The expected score under H1.</param>
    /// <param name="score">The true expected score.</param>
    /// <param name="variance">Of an observation's score.</param>
    /// <param name="lower">Where H0 is accepted.</param>
    /// <param name="upper">Where H1 is accepted.</param>
    public static OperatingCharacteristic Of(
        double score0, double score1, double score, double variance, double lower, double upper)
    {
        var drift = (score1 - score0) * (score - (score0 + score1) / 2) / variance;
        var spread = (score1 - score0) * (score1 - score0) / variance;
        var h = 2 * drift / spread;
        if (Math.Abs(h) < 1e-9) return new(-lower / (upper - lower), -lower * upper / spread);
        var pass = (1 - Math.Exp(-h * lower)) / (Math.Exp(-h * upper) - Math.Exp(-h * lower));
        return new(pass, (pass * upper + (1 - pass) * lower) / drift);
    }
}
