using System.Globalization;

namespace Arena.Core.Dials;

/// <summary>What is wrong with a change of dials.</summary>
public static class DialCheck
{
    /// <summary>Of one dial that is to have another value; null when nothing is wrong.</summary>
    /// <param name="name">The dial.</param>
    /// <param name="value">What it is to be, in its unit.</param>
    /// <param name="current">What all are now.</param>
    public static DialFault? FaultOfChange(string name, double value, DialValues current)
    {
        ArgumentNullException.ThrowIfNull(current);
        if (KnownDials.Find(name) is not { } dial)
            return new DialFault.Unknown(KnownDials.NotFound(name));
        if (FaultOfValue(dial, value) is { } fault)
            return fault;
        return dial.Step.Allows(current[name], value) ? null : new DialFault.TooFast(TooFast(dial, value, current[name]));
    }

    /// <summary>
    /// Of values that held before, and are to hold again; null when nothing is wrong. How fast they change is not asked: what was right
    /// once is the way back from what is not, and must not take several steps.
    /// </summary>
    public static DialFault? FaultOfReturn(DialValues values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return KnownDials.All.Select(dial => FaultOfValue(dial, values[dial.Name])).FirstOrDefault(fault => fault is not null);
    }

    private static DialFault.OutOfRange? FaultOfValue(DialDefinition dial, double value) =>
        double.IsFinite(value) && value >= dial.Least && value <= dial.Most
            ? null
            : new DialFault.OutOfRange(
                $"{dial.Name}: found {Text(value)}; wanted a number from {Text(dial.Least)} to {Text(dial.Most)}.");

    private static string TooFast(DialDefinition dial, double value, double current)
    {
        var (least, most) = dial.Step.Around(current);
        var how = dial.Step.IsRatio
            ? $"be multiplied or divided by at most {Text(dial.Step.Most)}"
            : $"change by at most {Text(dial.Step.Most)}";
        return $"{dial.Name}: found {Text(value)}, and it is {Text(current)} now; in one epoch it may {how}: "
            + $"wanted {Short(Math.Max(least, dial.Least))} to {Short(Math.Min(most, dial.Most))}.";
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Short(double value) => value.ToString("0.########", CultureInfo.InvariantCulture);
}
