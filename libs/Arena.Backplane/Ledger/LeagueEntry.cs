namespace Arena.Backplane.Ledger;

/// <summary>A league as the ledger has it.</summary>
/// <param name="Forfeited">Forfeited matches, counted when the league completed or was stopped; 0 until then.</param>
public sealed record LeagueEntry(
    string Id,
    string Name,
    string Game,
    ulong Seed,
    string Document,
    int Matches,
    string? TraceParent,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CompletedAt,
    int Forfeited)
{
    /// <summary>Since when no tasks are handed out; null when they are, and when the league has ended.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>When it was ended before all its matches were played.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>Matches with a result, counted when the league was stopped; 0 until then.</summary>
    public int PlayedWhenStopped { get; init; }

    public LeaguePhase Phase =>
        CompletedAt is not null ? LeaguePhase.Completed
        : StoppedAt is not null ? LeaguePhase.Stopped
        : PausedAt is not null ? LeaguePhase.Paused
        : LeaguePhase.Running;

    /// <summary>Whether nothing will change any more.</summary>
    public bool HasEnded => Phase is LeaguePhase.Completed or LeaguePhase.Stopped;
}

/// <summary>Where a league is in its life.</summary>
public enum LeaguePhase
{
    Running,

    /// <summary>Nothing new is handed out; what was counts when it is played.</summary>
    Paused,

    /// <summary>Every match has its result.</summary>
    Completed,

    /// <summary>Ended for good before that.</summary>
    Stopped,
}
