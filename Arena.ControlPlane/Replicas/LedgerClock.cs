namespace Arena.ControlPlane.Replicas;

/// <summary>
/// The time of day by the store's clock, which all replicas share: when keys end, when something was recorded. A replica whose own clock is
/// wrong says the same as others. Timers and durations are the machine's, in which its clock has no part.
/// </summary>
internal sealed class LedgerClock(TimeProvider machine) : TimeProvider
{
    // Two clocks that are set by the same servers differ by less.
    private static readonly TimeSpan _slack = TimeSpan.FromMilliseconds(100);

    private long _offsetTicks;

    /// <summary>How far the store's clock is before the machine's.</summary>
    public TimeSpan Offset => new(Interlocked.Read(ref _offsetTicks));

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => machine.GetUtcNow() + Offset;

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    /// <summary>Sets it by what the store has said. Returns whether it was wrong.</summary>
    /// <param name="asked">By this clock, before the store was asked.</param>
    /// <param name="told">What the store has said.</param>
    public bool Set(DateTimeOffset asked, DateTimeOffset told)
    {
        var heard = GetUtcNow();
        if (told >= asked - _slack && told <= heard + _slack)
            return false;
        Interlocked.Add(ref _offsetTicks, (told - asked - ((heard - asked) / 2)).Ticks);
        return true;
    }
}
