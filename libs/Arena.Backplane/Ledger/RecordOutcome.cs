namespace Arena.Backplane.Ledger;

/// <summary>What became of a result. The numbers but the last are what the database answers.</summary>
public enum RecordOutcome
{
    /// <summary>It is in the ledger, and was not before.</summary>
    Recorded,

    /// <summary>The task has its result already; nothing was changed.</summary>
    Duplicate,

    /// <summary>The ledger has no such task; nothing was changed.</summary>
    UnknownTask,

    /// <summary>The league was stopped before; nothing was changed.</summary>
    Withdrawn,

    /// <summary>
    /// The store cannot hold it: it has a NUL in a text, other numbers of scores and of verdicts, or the database refused its row; nothing
    /// was changed.
    /// </summary>
    Refused,
}
