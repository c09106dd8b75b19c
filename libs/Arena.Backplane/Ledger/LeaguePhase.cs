namespace Arena.Backplane.Ledger;

/// <summary>Where a league is in its life.</summary>
public enum LeaguePhase
{
    /// <summary>Its tasks are handed out.</summary>
    Running,

    /// <summary>Nothing new is handed out; what was counts when it is played.</summary>
    Paused,

    /// <summary>Every match has its result.</summary>
    Completed,

    /// <summary>Ended for good before that.</summary>
    Stopped,
}
