namespace Arena.Backplane.Ledger;

/// <summary>What another node says of a match that was played.</summary>
/// <param name="TaskId">The match's task.</param>
/// <param name="Index">Position in the league's schedule, from 0.</param>
/// <param name="PlayedBy">The node whose result is in the ledger.</param>
/// <param name="Node">The node that played it again; empty when none did.</param>
/// <param name="MatchHash">What the match hashed to when it was played again (32 bytes); empty when it was not.</param>
/// <param name="Reason">What differs, or why it was not played again; null where both agree.</param>
/// <param name="RecordedAt">When the control plane heard it; kept in UTC to the microsecond.</param>
public sealed record RecheckFinding(
    long TaskId,
    string LeagueId,
    int Index,
    string PlayedBy,
    string Node,
    RecheckOutcome Outcome,
    byte[] MatchHash,
    string? Reason,
    DateTimeOffset RecordedAt);
