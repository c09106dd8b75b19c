using System.Globalization;

namespace Arena.Core.Dials;

/// <summary>
/// How far a dial may go in one epoch: by an absolute amount, or by a factor up and down where what counts is the order of magnitude.
/// </summary>
public sealed record DialStep
{
    // 0.15 + 0.05 is a little more than 0.2.
    private const double Rounding = 1e-9;

    private DialStep(double most, bool isRatio) => (Most, IsRatio) = (most, isRatio);

    /// <summary>The amount, in the dial's unit; or the factor, greater than 1.</summary>
    public double Most { get; }

    /// <summary>Whether <see cref="Most"/> is a factor.</summary>
    public bool IsRatio { get; }

    /// <summary>At most so much more or less.</summary>
    public static DialStep By(double amount) => new(amount, isRatio: false);

    /// <summary>At most so many times as much, or as little. Not for a dial that may be 0.</summary>
    public static DialStep Times(double factor) => new(factor, isRatio: true);

    /// <summary>Whether one epoch may go from one value to the other.</summary>
    public bool Allows(double from, double to)
    {
        var (least, most) = Around(from);
        var rounding = Rounding * (IsRatio ? Math.Abs(from) : Most);
        return to >= least - rounding && to <= most + rounding;
    }

    /// <summary>The least and the most that the next epoch may have.</summary>
    public (double Least, double Most) Around(double value) => IsRatio ? (value / Most, value * Most) : (value - Most, value + Most);

    /// <summary>As "0.05" or "x 1.5".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsRatio ? "x " : "")}{Most}");
}
