namespace Arena.ServiceDefaults.Guard;

/// <summary>Configuration section <c>Guard:NAME</c>. The defaults are those of a guard that was registered without its own.</summary>
public sealed class GuardOptions
{
    /// <summary>How often a call is tried, the first time included, 1 to 1,000. 1 is without retries, 0 without limit. Default 4.</summary>
    public int MaxAttempts { get; set; } = 4;

    /// <summary>
    /// The pause before the second attempt, on average; it doubles from attempt to attempt, with jitter, so that those who wait for the
    /// same dependency do not come back in step. 1 ms to <see cref="MaxDelay"/>. Default 100 ms.
    /// </summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause, up to an hour. Default 2 s. Also how late the end of an outage is noticed.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long one attempt may take, 10 ms to a day; it is cancelled then. 0 is without limit. Default 10 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The share of attempts that must end in an outage for the circuit to open, above 0 up to 1. Default 0.5. Other failures say
    /// nothing of the dependency and do not count.
    /// </summary>
    public double FailureRatio { get; set; } = 0.5;

    /// <summary>Attempts within <see cref="SamplingDuration"/> below which the circuit stays closed, at least 2. Default 10.</summary>
    public int MinimumThroughput { get; set; } = 10;

    /// <summary>The time over which attempts are counted, 500 ms to a day. Default 30 s.</summary>
    public TimeSpan SamplingDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long an open circuit fails attempts at once, before one is let through to see, 500 ms to a day. 0 is without a circuit
    /// breaker. Default 5 s.
    /// </summary>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(5);
}
