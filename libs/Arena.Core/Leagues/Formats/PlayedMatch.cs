namespace Arena.Core.Leagues.Formats;

/// <summary>A match with its result.</summary>
public readonly record struct PlayedMatch(ScheduledMatch Pairing, MatchOutcome Outcome);
