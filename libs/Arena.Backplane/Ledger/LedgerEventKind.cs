namespace Arena.Backplane.Ledger;

/// <summary>What happened. The numbers are stored.</summary>
public enum LedgerEventKind
{
    /// <summary>A league came, with the tasks that were known.</summary>
    LeagueCreated = 1,

    /// <summary>A match has its result.</summary>
    ResultRecorded = 2,

    /// <summary>Every match of a league has its result.</summary>
    LeagueCompleted = 3,

    /// <summary>A league waits.</summary>
    LeaguePaused = 4,

    /// <summary>A league goes on.</summary>
    LeagueResumed = 5,

    /// <summary>A league was ended before all its matches were played.</summary>
    LeagueStopped = 6,

    /// <summary>Something was found about a match that was played again.</summary>
    Rechecked = 7,
}
