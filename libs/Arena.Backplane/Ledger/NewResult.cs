using Arena.Core.Matches;

namespace Arena.Backplane.Ledger;

/// <summary>What a node reports of a task.</summary>
/// <param name="TaskId">The idempotency key: the ledger takes one result per task.</param>
/// <param name="Index">Must be the task's; a result for another league or index is not that task's result.</param>
/// <param name="Node">The name of the node that played it.</param>
/// <param name="Match">
/// What happened. Of it the ledger keeps everything but <see cref="MatchRecord.Adjudication"/> and <see cref="MatchRecord.Searches"/>, and
/// makes <see cref="MatchRecord.Outcomes"/> anew. A result from before there was evidence has no <see cref="MatchRecord.Seal"/> (0 bytes),
/// no move times, no agent hashes and epoch 0.
/// </param>
/// <param name="DurationMicroseconds">How long the node took, in microseconds.</param>
/// <param name="RecordedAt">When the control plane took it; kept in UTC to the microsecond.</param>
public sealed record NewResult(
    long TaskId,
    string LeagueId,
    int Index,
    string Node,
    MatchRecord Match,
    long DurationMicroseconds,
    DateTimeOffset RecordedAt);
