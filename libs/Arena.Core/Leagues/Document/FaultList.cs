namespace Arena.Core.Leagues.Document;

/// <summary>The faults found so far: all of them, up to <see cref="LeagueLimits.Faults"/>, then only their number.</summary>
internal sealed class FaultList
{
    private readonly List<LeagueFault> _told = [];

    private readonly List<LeagueFault> _notes = [];

    public int Count { get; private set; }

    /// <summary>What was passed over; the document is good all the same.</summary>
    public IReadOnlyList<LeagueFault> Notes => _notes;

    public void Note(LeagueFault note) => _notes.Add(note);

    public void Add(LeagueFault fault)
    {
        if (Count++ < LeagueLimits.Faults) _told.Add(fault);
    }

    public IReadOnlyList<LeagueFault> ToList() =>
        Count <= LeagueLimits.Faults ? _told : [.. _told, new("$", $"and {Count - LeagueLimits.Faults} more faults")];
}
