namespace Arena.ControlPlane.Web.Design;

/// <summary>Round values along an axis.</summary>
internal static class Ticks
{
    private static readonly double[] _steps = [1, 2, 5, 10];

    /// <summary>All multiples of 1, 2 or 5 times a power of ten within the axis, at most so many.</summary>
    public static IEnumerable<double> Of(Axis axis, int most)
    {
        var least = (axis.To - axis.From) / most;
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        var step = _steps.Select(factor => factor * power).First(candidate => candidate >= least * (1 - 1e-9));
        for (var tick = Math.Ceiling(axis.From / step); tick * step <= axis.To; tick++)
            yield return tick * step;
    }
}
