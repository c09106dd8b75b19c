using System.Globalization;
using Arena.ControlPlane.Leagues;

namespace Arena.ControlPlane.Web.Leagues;

/// <summary>
/// How long a league will take, in words, if results go on coming as they have lately. Counts of n vary by about √n, so the fewer results
/// it is of, the wider the words.
/// </summary>
internal static class TimeLeft
{
    /// <summary>With fewer results nothing is said: the range would have no end to speak of.</summary>
    internal const int Fewest = 10;

    private const double Deviations = 2; // 95 %
    private const int GapsOfSilence = 10; // usual gaps between two results
    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _longest = TimeSpan.FromDays(1_000);
    private const int Enough = 200; // from here on the range is within a seventh to both sides

    /// <summary>Null when nothing is left.</summary>
    public static string? Of(int remaining, PaceReading pace)
    {
        if (remaining <= 0)
            return null;
        if (pace.Results < Fewest || pace.Over <= TimeSpan.Zero)
            return "too early to say how long it takes";
        if (Silence(pace) is { } silence)
            return silence;
        var spread = Deviations * Math.Sqrt(pace.Results);
        if (pace.Results >= Enough)
            return $"about {Span(remaining, pace, pace.Results)} left";
        var (least, most) = (Span(remaining, pace, pace.Results + spread), Span(remaining, pace, pace.Results - spread));
        return least == most ? $"about {least} left" : $"about {least} to {most} left";
    }

    /// <summary>That none has come for longer than usual; null when some do.</summary>
    public static string? Silence(PaceReading pace) => IsSilent(pace) ? $"no result for {Span(pace.Quiet)}" : null;

    /// <summary>What it is based on.</summary>
    public static string Grounds(PaceReading pace) =>
        Text($"By the {pace.Results} results of the latest {Span(pace.Over)}. Rounds that wait for results may take longer.");

    // Results that came by chance at this rate would hardly ever leave such a gap: somebody has gone, or something hangs.
    private static bool IsSilent(PaceReading pace) =>
        pace.Quiet > _silence && pace.Quiet * pace.Results > GapsOfSilence * (pace.Over - pace.Quiet);

    private static string Span(int remaining, PaceReading pace, double results)
    {
        var seconds = remaining * pace.Over.TotalSeconds / results;
        return seconds < _longest.TotalSeconds ? Span(TimeSpan.FromSeconds(seconds)) : "years";
    }

    private static string Span(TimeSpan time) => time switch
    {
        { TotalSeconds: < 10 } => "some seconds",
        { TotalSeconds: < 90 } => Text($"{Math.Round(time.TotalSeconds / 10) * 10:0} s"),
        { TotalMinutes: < 90 } => Text($"{time.TotalMinutes:0} min"),
        { TotalHours: < 36 } => Text($"{time.TotalHours:0.#} h"),
        _ => Text($"{time.TotalDays:0} days"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
