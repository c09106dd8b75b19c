namespace Arena.ControlPlane.Web.Design;

/// <summary>A stretch of values on which several things are drawn.</summary>
public sealed record Axis(double From, double To)
{
    /// <summary>One that has all of them, at least one unit long.</summary>
    public static Axis Of(IEnumerable<double> values)
    {
        var all = values.DefaultIfEmpty().ToArray();
        var (from, to) = (all.Min(), all.Max());
        return to - from >= 1 ? new Axis(from, to) : new Axis(((from + to) / 2) - 0.5, ((from + to) / 2) + 0.5);
    }

    public bool Contains(double value) => value >= From && value <= To;

    /// <summary>Where a value lies: 0 at the beginning, 1 at the end, between them what is beyond either.</summary>
    public double At(double value) => Math.Clamp((value - From) / (To - From), 0, 1);
}
