using Arena.Core.Leagues.Standings;

namespace Arena.Backplane.Ledger;

/// <summary>An agent's ratings when a round of its league was complete.</summary>
/// <param name="Round">The round and the matches up to its end: of those and no others the rating is.</param>
/// <param name="Agent">Its position in the document's agent list.</param>
/// <param name="Rating">Elo and the joint fit's, in points; kept bit for bit.</param>
public sealed record RoundRating(RatingRound Round, int Agent, AgentRating Rating);
