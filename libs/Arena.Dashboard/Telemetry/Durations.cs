using System.Globalization;

namespace Arena.Dashboard.Telemetry;

/// <summary>Durations as people write them: <c>250ms</c>, <c>15m</c>, <c>7d</c>.</summary>
internal static class Durations
{
    private const double MostDays = 3650;

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var digits = text.AsSpan().TrimEnd("usmhd");
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
            return false;
        var seconds = text[digits.Length..] switch
        {
            "us" => count * 1e-6,
            "ms" => count * 1e-3,
            "s" => count,
            "m" => count * 60,
            "h" => count * 3600,
            "d" => count * 86400,
            _ => double.NaN,
        };
        if (!(seconds <= MostDays * 86400))
            return false;
        duration = TimeSpan.FromSeconds(seconds);
        return true;
    }

    /// <summary>With three digits that count: <c>812µs</c>, <c>1.25ms</c>, <c>3.4s</c>, <c>2m 5s</c>.</summary>
    public static string Text(TimeSpan duration)
    {
        var microseconds = duration.TotalMicroseconds;
        return microseconds switch
        {
            < 1_000 => Digits(microseconds, "µs"),
            < 1_000_000 => Digits(microseconds / 1_000, "ms"),
            < 60_000_000 => Digits(microseconds / 1_000_000, "s"),
            < 3_600_000_000 => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes}m {duration.Seconds}s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(long)duration.TotalHours:#,0}h {duration.Minutes}m"),
        };
    }

    private static string Digits(double value, string unit) =>
        value.ToString(value >= 100 ? "0" : value >= 10 ? "0.#" : "0.##", CultureInfo.InvariantCulture) + unit;
}
