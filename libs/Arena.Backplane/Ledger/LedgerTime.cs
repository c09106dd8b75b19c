namespace Arena.Backplane.Ledger;

/// <summary>Times as every store keeps them.</summary>
internal static class LedgerTime
{
    public static DateTimeOffset ToMicrosecond(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
