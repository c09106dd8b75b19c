namespace Arena.Dashboard.Storage;

/// <summary>An entry as it is read back when a store is opened.</summary>
/// <param name="Id">Of a definition: the id that later entries of the segment refer to. Of an item: its sequence number.</param>
/// <param name="First">The resource, or for a data point the stream.</param>
/// <param name="Second">The scope.</param>
internal readonly ref struct Entry(EntryKind kind, long id, int first, int second, EntryLocation location, ReadOnlySpan<byte> payload)
{
    public EntryKind Kind { get; } = kind;

    public long Id { get; } = id;

    public int First { get; } = first;

    public int Second { get; } = second;

    public EntryLocation Location { get; } = location;

    public ReadOnlySpan<byte> Payload { get; } = payload;
}
