namespace Arena.Core.Leagues;

/// <summary>A match with its result.</summary>
public readonly record struct PlayedMatch(Pairing Pairing, MatchOutcome Outcome);
