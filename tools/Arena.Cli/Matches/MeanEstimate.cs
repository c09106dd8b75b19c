namespace Arena.Cli.Matches;

/// <summary>A mean of samples and how sure it is, in one pass (Welford 1962).</summary>
internal struct MeanEstimate
{
    private const double Quantile = 1.959963984540054; // of the normal distribution, for 95 %
    private double _squares;

    public int Count { get; private set; }

    public double Mean { get; private set; }

    /// <summary>Half the width of the 95 % confidence interval, by the normal approximation; not a number below two samples.</summary>
    public readonly double Error => Count < 2 ? double.NaN : Quantile * Math.Sqrt(_squares / (Count - 1.0) / Count);

    public void Add(double sample)
    {
        var before = sample - Mean;
        Mean += before / ++Count;
        _squares += before * (sample - Mean);
    }
}
