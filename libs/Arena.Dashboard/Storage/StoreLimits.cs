namespace Arena.Dashboard.Storage;

/// <summary>How much one signal may keep on disk.</summary>
internal sealed record StoreLimits(long MaxBytes, TimeSpan MaxAge)
{
    private const int Segments = 16;
    private const long SmallestSegment = 16 * 1024;
    private const long LargestSegment = 8 * 1024 * 1024;

    /// <summary>A segment is closed at this size: small enough that dropping the oldest loses little at a time.</summary>
    public long SegmentBytes { get; } = Math.Clamp(MaxBytes / Segments, SmallestSegment, LargestSegment);
}
