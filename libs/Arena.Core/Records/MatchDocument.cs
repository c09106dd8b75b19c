using System.Collections.Immutable;
using Arena.Core.Matches;

namespace Arena.Core.Records;

/// <summary>A match as evidence: what was to be played, what came of it, and where it stands in the ledger.</summary>
public sealed record MatchDocument
{
    /// <summary>What the file says it is; the number rises when the meaning of a field changes.</summary>
    internal const string Format = "arena.match.1";

    /// <summary>What was to be played.</summary>
    public required MatchSpec Spec { get; init; }

    /// <summary>What was played.</summary>
    public required MatchRecord Record { get; init; }

    /// <summary>Where the match comes from; null for one that was played outside a league.</summary>
    public MatchOrigin? Origin { get; init; }

    /// <summary>
    /// Who moved and how the move is written, as a file told it beside the actions; empty when there was no file. A replay
    /// compares both.
    /// </summary>
    public ImmutableArray<WrittenMove> Written { get; init; } = [];

    /// <summary>The parts of which a file's own checksums are wrong; see <see cref="MatchParts"/>.</summary>
    public ImmutableArray<string> ChangedParts { get; init; } = [];
}

/// <summary>A league's match and its place in the ledger.</summary>
/// <param name="Match">Its number in the league, from 0.</param>
/// <param name="Node">Who played it.</param>
/// <param name="Sequence">Its position in the ledger, from 1.</param>
/// <param name="LedgerHash">The hash of the ledger up to and including it, in hex.</param>
public sealed record MatchOrigin(
    string League, int Match, string Node, DateTimeOffset RecordedAt, long DurationMicroseconds, long Sequence,
    string LedgerHash);

/// <summary>What a file tells about an action. Null: nothing.</summary>
/// <param name="By">The seat, or <see cref="Games.Turn.Chance"/>.</param>
public sealed record WrittenMove(int? By, string? Name);
