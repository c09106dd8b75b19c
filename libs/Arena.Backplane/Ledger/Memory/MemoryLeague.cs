namespace Arena.Backplane.Ledger.Memory;

/// <summary>A league in memory.</summary>
internal sealed class MemoryLeague(LeagueEntry entry)
{
    public LeagueEntry Entry { get; set; } = entry;

    /// <summary>By schedule index.</summary>
    public SortedDictionary<int, MemoryTask> Pending { get; } = [];

    /// <summary>The indexes that have a task.</summary>
    public HashSet<int> Known { get; } = [];

    /// <summary>How many tasks have their result.</summary>
    public int Closed { get; set; }

    /// <summary>By round and agent.</summary>
    public SortedList<(int Round, int Agent), RoundRating> Ratings { get; } = [];
}
