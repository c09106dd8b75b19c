using System.Globalization;

namespace Grpc.Net.Internal;

/// <summary>The <c>grpc-timeout</c> header: one to eight digits and a unit.</summary>
internal static class GrpcTimeout
{
    private const long MaxValue = 99_999_999;

    private static readonly (char Unit, long Ticks)[] Units =
    [
        ('m', TimeSpan.TicksPerMillisecond),
        ('S', TimeSpan.TicksPerSecond),
        ('M', TimeSpan.TicksPerMinute),
        ('H', TimeSpan.TicksPerHour),
    ];

    /// <summary>Writes a timeout in the finest unit that holds it, rounded up: the server must not give up first.</summary>
    internal static string Encode(TimeSpan timeout)
    {
        if (timeout <= TimeSpan.Zero)
            return "1n";
        var ticks = timeout.Ticks;
        if (ticks < MaxValue / 100)
            return string.Create(CultureInfo.InvariantCulture, $"{ticks * 100}n");
        if (ticks / 10 < MaxValue)
            return string.Create(CultureInfo.InvariantCulture, $"{(ticks + 9) / 10}u");
        foreach (var (unit, length) in Units)
        {
            var amount = (ticks / length) + (ticks % length == 0 ? 0 : 1);
            if (amount <= MaxValue)
                return string.Create(CultureInfo.InvariantCulture, $"{amount}{unit}");
        }

        return "99999999H";
    }

    /// <summary>Reads a timeout; false for anything that is not one. What does not fit a TimeSpan is its maximum.</summary>
    internal static bool TryParse(string? text, out TimeSpan timeout)
    {
        timeout = default;
        if (text is null || text.Length is < 2 or > 9)
            return false;
        if (!long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
            return false;

        switch (text[^1])
        {
            case 'n':
                timeout = TimeSpan.FromTicks((amount + 99) / 100);
                return true;
            case 'u':
                timeout = TimeSpan.FromTicks(amount * 10);
                return true;
        }

        foreach (var (unit, ticks) in Units)
        {
            if (unit != text[^1])
                continue;
            timeout = amount > TimeSpan.MaxValue.Ticks / ticks ? TimeSpan.MaxValue : TimeSpan.FromTicks(amount * ticks);
            return true;
        }

        return false;
    }
}
