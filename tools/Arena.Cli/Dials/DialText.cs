using System.Globalization;
using Arena.Contracts.V1;

namespace Arena.Cli.Dials;

/// <summary>Dials in a few words.</summary>
internal static class DialText
{
    public static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>How far it may go in one epoch.</summary>
    public static string Change(Dial dial) => dial.ChangeCase == Dial.ChangeOneofCase.Ratio ? $"x {Number(dial.Ratio)}" : Number(dial.Step);

    /// <summary>What all dials are.</summary>
    public static string Values(DialEpoch epoch) => string.Join(
        ", ", epoch.Values.OrderBy(dial => dial.Key, StringComparer.Ordinal).Select(dial => $"{dial.Key} {Number(dial.Value)}"));
}
