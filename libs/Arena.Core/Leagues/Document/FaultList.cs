namespace Arena.Core.Leagues.Document;

/// <summary>The faults found so far: all of them, up to <see cref="LeagueLimits.Faults"/>, then only their number.</summary>
internal sealed class FaultList
{
    private readonly List<LeagueFault> _told = [];

    public int Count { get; private set; }

    public void Add(LeagueFault fault)
    {
        if (Count++ < LeagueLimits.Faults) _told.Add(fault);
    }

    public IReadOnlyList<LeagueFault> ToList() =>
        Count <= LeagueLimits.Faults ? _told : [.. _told, new("$", $"and {Count - LeagueLimits.Faults} more faults")];
}
