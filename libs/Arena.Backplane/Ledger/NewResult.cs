using Arena.Core.Matches;

namespace Arena.Backplane.Ledger;

/// <summary>What a node reports of a task.</summary>
/// <param name="TaskId">The idempotency key: the ledger takes one result per task.</param>
/// <param name="Index">Must be the task's; a result for another league or index is not that task's result.</param>
/// <param name="RecordedAt">When the control plane took it; kept to the microsecond.</param>
public sealed record NewResult(
    long TaskId,
    string LeagueId,
    int Index,
    string Node,
    double[] Scores,
    Verdict[] Verdicts,
    string? Reason,
    int Moves,
    byte[] Transcript,
    byte[] MatchHash,
    long DurationMicroseconds,
    DateTimeOffset RecordedAt)
{
    /// <summary>What the record holds beyond the moves; null for results from before there was any.</summary>
    public ResultEvidence? Evidence { get; init; }
}

/// <summary>What differs from place to place in a match's record, and its seal.</summary>
/// <param name="MoveTimes">As <see cref="Transcript.Write"/> writes them.</param>
/// <param name="AgentHashes">What each seat's agent was made of, one after the other.</param>
/// <param name="Epoch">The parameter epoch.</param>
public sealed record ResultEvidence(byte[] MoveTimes, byte[] AgentHashes, long Epoch, byte[] Seal)
{
    /// <summary>What the referee went by, as <see cref="Core.Matches.Evaluations.Write"/> writes it; null where it listened to nobody.</summary>
    public byte[]? Evaluations { get; init; }
}

/// <summary>What became of a result.</summary>
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
}
