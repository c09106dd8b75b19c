using Arena.Core.Leagues;

namespace Arena.Backplane.Ledger;

/// <summary>An agent's ratings when a round of its league was complete.</summary>
/// <param name="Round">From 1; see <see cref="RatingRounds"/>.</param>
/// <param name="Agent">Its position in the league.</param>
/// <param name="Rating">From the matches of this round and those before it, and from no others.</param>
public sealed record RoundRating(int Round, int Agent, AgentRating Rating);
