namespace Arena.Backplane.Ledger;

/// <summary>What another node says of a match that was played.</summary>
/// <param name="TaskId">The match's task.</param>
/// <param name="PlayedBy">The node whose result is in the ledger.</param>
/// <param name="Node">The node that played it again; empty when none did.</param>
/// <param name="MatchHash">What the match hashed to when it was played again; empty when it was not.</param>
/// <param name="Reason">What differs, or why it was not played again; null where both agree.</param>
public sealed record Verification(
    long TaskId,
    string LeagueId,
    int Index,
    string PlayedBy,
    string Node,
    VerificationOutcome Outcome,
    byte[] MatchHash,
    string? Reason,
    DateTimeOffset RecordedAt);

public enum VerificationOutcome
{
    /// <summary>It went the same way.</summary>
    Agreed = 1,

    /// <summary>It went another way.</summary>
    Disagreed = 2,

    /// <summary>It was to be played again, and nobody could.</summary>
    Skipped = 3,
}
