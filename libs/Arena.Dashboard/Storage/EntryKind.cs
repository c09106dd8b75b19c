namespace Arena.Dashboard.Storage;

/// <summary>What an entry of a frame holds. The numbers are on disk: never give one a new meaning.</summary>
internal enum EntryKind : byte
{
    /// <summary>A resource; its id counts within the segment.</summary>
    Resource = 1,

    /// <summary>An instrumentation scope; its id counts within the segment.</summary>
    Scope = 2,

    /// <summary>A metric stream: a metric with one point that has attributes only; its id counts within the segment.</summary>
    Stream = 3,

    /// <summary>A log record, a span or a data point.</summary>
    Item = 4,
}
