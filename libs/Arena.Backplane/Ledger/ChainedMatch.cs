using Arena.Core.Proofs;

namespace Arena.Backplane.Ledger;

/// <summary>A result and its league, as they stand in the chain.</summary>
/// <param name="Entry">The result's position among the chain's entries, from 0.</param>
/// <param name="Result">All that its digest is of.</param>
/// <param name="Task">Its task's seats and seed as the store has them, <c>{0,1} 42</c>; null where the digest is without them.</param>
/// <param name="LeagueEntry">The league's position.</param>
/// <param name="League">All that its digest is of.</param>
public sealed record ChainedMatch(long Entry, ResultContent Result, string? Task, long LeagueEntry, LeagueContent League);
