using System.Globalization;
using Arena.Dashboard.Telemetry;

namespace Arena.Dashboard.Pages;

/// <summary>How numbers, times and names read on pages.</summary>
internal static class PageText
{
    private const int Colours = 8;

    /// <summary>Today's times without the date.</summary>
    public static string Time(long nanoseconds, TimeProvider time)
    {
        var moment = TimeZoneInfo.ConvertTime(UnixTime.ToTime(nanoseconds), time.LocalTimeZone);
        return moment.ToString(moment.Date == time.GetLocalNow().Date ? "HH:mm:ss.fff" : "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
    }

    public static string Exact(long nanoseconds) => UnixTime.ToTime(nanoseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    public static string Count(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>"1 span", "2 spans".</summary>
    public static string Count(long number, string one) => $"{Count(number)} {one}{(number == 1 ? "" : "s")}";

    /// <summary>The colour class of a resource, the same on every page.</summary>
    public static string ColourOf(TelemetryResource resource) => Colour(resource.Id);

    public static string Colour(int index) => "k" + ((index % Colours) + 1).ToString(CultureInfo.InvariantCulture);

    public static string LevelClass(int severity) => severity switch { >= 17 => "bad", >= 13 => "warn", _ => "dim" };

    public static string Percent(double share) => (Math.Clamp(share, 0, 1) * 100).ToString("0.###", CultureInfo.InvariantCulture) + "%";

    /// <summary>A measured value with its unit: times and amounts of bytes in the unit that fits, everything else in its own.</summary>
    public static string Measure(double value, string unit) => unit switch
    {
        "s" => Seconds(value),
        "ms" => Seconds(value / 1000),
        "By" => Bytes(value),
        "By per second" => Bytes(value) + "/s",
        "" => Value(value),
        _ => $"{Value(value)} {unit}",
    };

    /// <summary>The same for an axis, whose title says a unit that does not change.</summary>
    public static string Tick(double value, string unit) => unit is "s" or "ms" or "By" or "By per second" ? Measure(value, unit) : Value(value);

    private static string Seconds(double seconds) => Math.Abs(seconds) switch
    {
        0 => "0",
        >= 60 => $"{Value(seconds / 60)} min",
        >= 1 => $"{Value(seconds)} s",
        >= 1e-3 => $"{Digits(seconds * 1e3)} ms",
        >= 1e-6 => $"{Digits(seconds * 1e6)} µs",
        _ => $"{Digits(seconds * 1e9)} ns",
    };

    private static string Bytes(double bytes) => Math.Abs(bytes) switch
    {
        >= 1L << 30 => $"{Digits(bytes / (1L << 30))} GiB",
        >= 1L << 20 => $"{Digits(bytes / (1L << 20))} MiB",
        >= 1L << 10 => $"{Digits(bytes / (1L << 10))} KiB",
        _ => $"{Digits(bytes)} B",
    };

    private static string Digits(double value) => value.ToString(Math.Abs(value) >= 100 ? "0" : "0.##", CultureInfo.InvariantCulture);

    /// <summary>A number with as many digits as are worth reading.</summary>
    public static string Value(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 1e9 => (value / 1e9).ToString("0.##", CultureInfo.InvariantCulture) + "G",
        >= 1e6 => (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + "M",
        >= 1e4 => (value / 1e3).ToString("0.#", CultureInfo.InvariantCulture) + "k",
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.##", CultureInfo.InvariantCulture),
        >= 0.001 => value.ToString("0.####", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##E0", CultureInfo.InvariantCulture),
    };
}
