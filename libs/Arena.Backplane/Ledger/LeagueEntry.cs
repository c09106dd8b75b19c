namespace Arena.Backplane.Ledger;

/// <summary>A league as the ledger has it. Times are in UTC, to the microsecond.</summary>
/// <param name="Id">Unique in the ledger.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Game">The game's name.</param>
/// <param name="Seed">What the schedule and its matches are a function of.</param>
/// <param name="Document">The league document in canonical JSON.</param>
/// <param name="Matches">How many matches the whole league has, played or not.</param>
/// <param name="TraceParent">W3C trace context of the call that started it; null when there was none.</param>
/// <param name="CreatedAt">As the one who created it says.</param>
/// <param name="CompletedAt">When every match had its result; null until then.</param>
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

    /// <summary>When it was ended before all its matches were played; null when it was not.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>Matches with a result, counted when the league was stopped; 0 until then.</summary>
    public int PlayedWhenStopped { get; init; }

    /// <summary>From 1; one more with every change of its life.</summary>
    public long Version { get; init; } = 1;

    /// <summary>Follows from the times.</summary>
    public LeaguePhase Phase =>
        CompletedAt is not null ? LeaguePhase.Completed
        : StoppedAt is not null ? LeaguePhase.Stopped
        : PausedAt is not null ? LeaguePhase.Paused
        : LeaguePhase.Running;

    /// <summary>Whether nothing will change any more.</summary>
    public bool HasEnded => Phase is LeaguePhase.Completed or LeaguePhase.Stopped;
}
