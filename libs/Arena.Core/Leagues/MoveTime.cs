using System.Globalization;
using System.Text.Json;

namespace Arena.Core.Leagues;

/// <summary>A time in a league document: a number of seconds, or text such as "10s", "500ms", "2m".</summary>
internal static class MoveTime
{
    private static readonly TimeSpan Default = TimeSpan.FromSeconds(10);
    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60)];

    public static TimeSpan Read(JsonFields fields, string field)
    {
        if (!fields.TryGet(field, out var value)) return Default;
        var seconds = value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
            ? number
            : Seconds(JsonFields.TextOf(value));
        if (seconds >= LeagueLimits.ShortestMoveTime.TotalSeconds && seconds <= LeagueLimits.LongestMoveTime.TotalSeconds)
            return TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));
        fields.Fault(field, $"found {JsonFields.Describe(value)}; wanted a time from 1ms to 60m: seconds as a number, or text with ms, s or m");
        return Default;
    }

    private static double Seconds(string? text)
    {
        foreach (var (unit, seconds) in Units)
        {
            if (text is null || !text.EndsWith(unit, StringComparison.Ordinal)) continue;
            return double.TryParse(
                text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
                ? count * seconds
                : double.NaN;
        }

        return double.NaN;
    }
}
