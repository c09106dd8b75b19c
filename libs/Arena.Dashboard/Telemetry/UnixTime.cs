namespace Arena.Dashboard.Telemetry;

/// <summary>OTLP's nanoseconds since 1970, kept signed so that senders' nonsense cannot overflow.</summary>
internal static class UnixTime
{
    private const long NanosecondsPerTick = 100;

    public static long FromOtlp(ulong nanoseconds) => nanoseconds > long.MaxValue ? 0 : (long)nanoseconds;

    public static long ToNanoseconds(this DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * NanosecondsPerTick;

    public static long ToNanoseconds(this TimeSpan duration) => duration.Ticks * NanosecondsPerTick;

    /// <summary>Any number of nanoseconds from 1970 to 2262.</summary>
    public static DateTimeOffset ToTime(long nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks(Math.Max(0, nanoseconds) / NanosecondsPerTick);
}
