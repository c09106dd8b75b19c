namespace Arena.Backplane.Ledger.Memory;

/// <summary>A task in memory. Pending, it is in its league's <see cref="MemoryLeague.Pending"/>.</summary>
internal sealed class MemoryTask(long id, MemoryLeague league, NewTask task)
{
    public long Id => id;

    public MemoryLeague League => league;

    public NewTask Task => task;

    /// <summary>Who holds it; null while nobody does.</summary>
    public string? Session { get; set; }

    public int Attempt { get; set; }

    public bool Completed { get; set; }

    public TaskPhase Phase =>
        Completed ? TaskPhase.Completed
        : league.Entry.Phase == LeaguePhase.Stopped ? TaskPhase.Withdrawn
        : Session is not null ? TaskPhase.Assigned
        : TaskPhase.Pending;
}
