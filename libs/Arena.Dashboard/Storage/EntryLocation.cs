namespace Arena.Dashboard.Storage;

/// <summary>Where the bytes of one entry are.</summary>
public readonly record struct EntryLocation(int Segment, int Offset, int Length);
