using Arena.Core.Ratings.Fitting;

namespace Arena.Core.Leagues.Standings;

/// <summary>An agent's ratings from a league's results, all in Elo points.</summary>
/// <param name="Elo">The rating after every match, in the order of the schedule.</param>
/// <param name="Joint">The rating that fits all results at once; null where there are too many agents to fit.</param>
/// <param name="Error">Half of the joint rating's 95 % interval; null without games.</param>
/// <param name="Games">Matches that were rated.</param>
/// <param name="Group">From 1, the largest first; only joint ratings of one group compare. 0 without games.</param>
/// <param name="Flags">What to know about the joint rating.</param>
public readonly record struct AgentRating(double Elo, double? Joint, double? Error, long Games, int Group, RatingFlags Flags);
