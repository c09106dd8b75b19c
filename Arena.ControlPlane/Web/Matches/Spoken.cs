using System.Globalization;

namespace Arena.ControlPlane.Web.Matches;

/// <summary>Numbers of a match as people write them.</summary>
internal static class Spoken
{
    /// <summary>"85 µs", "12 ms", "1.2 s", "2:05".</summary>
    public static string Time(TimeSpan time) => time.TotalMilliseconds switch
    {
        < 1 => Text($"{time.TotalMicroseconds:0} µs"),
        < 1_000 => Text($"{time.TotalMilliseconds:0.#} ms"),
        < 60_000 => Text($"{time.TotalSeconds:0.0} s"),
        _ => Clock(time),
    };

    /// <summary>"1:05:09", "5:09"; under twenty seconds with tenths.</summary>
    public static string Clock(TimeSpan left) => left.TotalSeconds switch
    {
        < 20 => Text($"0:{left.TotalSeconds:00.0}"),
        < 3_600 => Text($"{left.Minutes}:{left.Seconds:00}"),
        _ => Text($"{(int)left.TotalHours}:{left.Minutes:00}:{left.Seconds:00}"),
    };

    /// <summary>"½", "1", "−162.5".</summary>
    public static string Score(double score) => score == 0.5 ? "½" : Text($"{score:0.###;−0.###}");

    /// <summary>"+0.31", in pawns.</summary>
    public static string Pawns(int centipawns) => Math.Abs(centipawns) >= 30_000
        ? centipawns > 0 ? "it mates" : "it is mated"
        : Text($"{centipawns / 100.0:+0.00;-0.00;0.00}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
