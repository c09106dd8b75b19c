using System.Collections.Immutable;
using Arena.Core.Agents;

namespace Arena.Core.Matches;

/// <summary>What happened in a match. Arrays are by seat.</summary>
public sealed record MatchRecord
{
    /// <summary>Payoff totals in the dilemma; 1, ½ or 0 in board games. Forfeits included.</summary>
    public required ImmutableArray<double> Scores { get; init; }

    /// <summary>What the match was for each seat.</summary>
    public required ImmutableArray<Outcome> Outcomes { get; init; }

    /// <summary>Why it ended, for each seat: <see cref="Verdict.Ok"/> for who played it to the end.</summary>
    public required ImmutableArray<Verdict> Verdicts { get; init; }

    /// <summary>Why the match was forfeited, for people; null when it was not.</summary>
    public string? Reason { get; init; }

    /// <summary>Why the referee ended the match before the game did; null when it did not. The scores are then its own.</summary>
    public string? Adjudication { get; init; }

    /// <summary>What agents said of each of their moves, in the order of <see cref="MoveTimes"/>; empty when none says anything.</summary>
    public ImmutableArray<SearchSummary?> Searches { get; init; } = [];

    /// <summary>
    /// What the referee went by: centipawns that each agent gave itself at each move, in the order of <see cref="MoveTimes"/>, null
    /// where it said nothing. Empty unless a rule <see cref="AdjudicationRules.Listens"/>.
    /// </summary>
    public ImmutableArray<int?> Evaluations { get; init; } = [];

    /// <summary>Moves played; a simultaneous turn is one.</summary>
    public required int Moves { get; init; }

    /// <summary>Every action in order, written by <see cref="Matches.Transcript"/>.</summary>
    public required byte[] Transcript { get; init; }

    /// <summary>
    /// How long each of the agents' actions took to choose, in microseconds, in the transcript's order; chance outcomes
    /// and the opening's moves have none. Measured where the match was played, and not hashed.
    /// </summary>
    public required ImmutableArray<long> MoveTimes { get; init; }

    /// <summary>What each seat's agent was made of; see <see cref="MatchHashes.OfAgent"/> (32 bytes each).</summary>
    public required ImmutableArray<byte[]> AgentHashes { get; init; }

    /// <summary>The parameter epoch; see <see cref="MatchSpec.Epoch"/>.</summary>
    public required long Epoch { get; init; }

    /// <summary>
    /// SHA-256 over the game, its parameters, the opening, the agents, the seed, the transcript, the scores and the verdicts,
    /// and where there are rules of adjudication over them and the evaluations (32 bytes). Never over clocks or
    /// reasons: the same match hashes the same wherever it is played.
    /// </summary>
    public required byte[] Hash { get; init; }

    /// <summary>
    /// SHA-256 over <see cref="Hash"/> and what differs from place to place: the agents' content, the epoch, the reason and
    /// every move's time (32 bytes). Two nodes that play the same match make the same hash and different seals.
    /// </summary>
    public required byte[] Seal { get; init; }

    /// <summary>Whether some seat was at fault for the end.</summary>
    public bool Forfeited => Verdicts.Any(Judgement.IsForfeit);
}
