namespace Arena.Cli.Matches;

/// <summary>A mean of samples and how sure it is, in one pass (Welford 1962).</summary>
internal struct MeanEstimate
{
    private const double Quantile = 1.959963984540054; // of the normal distribution, for 95 %
    private double _squares;

    public int Count { get; private set; }

    public double Mean { get; private set; }

    /// <summary>
    /// Half the width of the 95 % confidence interval, by the normal approximation; not a number while nothing is known of how the samples
    /// scatter: below two of them, or where all are the same.
    /// </summary>
    public readonly double Error => _squares == 0 ? double.NaN : Quantile * Math.Sqrt(_squares / (Count - 1.0) / Count);

    public void Add(double sample)
    {
        var before = sample - Mean;
        Mean += before / ++Count;
        _squares += before * (sample - Mean);
    }
}
