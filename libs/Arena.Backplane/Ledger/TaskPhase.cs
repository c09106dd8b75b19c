namespace Arena.Backplane.Ledger;

/// <summary>Where a task is in its life.</summary>
public enum TaskPhase
{
    /// <summary>Nobody has it.</summary>
    Pending,

    /// <summary>A node's session holds it.</summary>
    Assigned,

    /// <summary>It has its result.</summary>
    Completed,

    /// <summary>Its league was stopped before.</summary>
    Withdrawn,
}
