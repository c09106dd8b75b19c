using System.Collections.Immutable;
using Arena.Core.Matches;

namespace Arena.Cli.Matches;

/// <summary>A game of a plan.</summary>
/// <param name="Index">Its number, from 0.</param>
/// <param name="Meeting">Games of one meeting share their seed and opening.</param>
/// <param name="Agents">Who sits where, by the numbers of the plan's agents.</param>
/// <param name="Spec">What is played.</param>
internal sealed record PlannedMatch(int Index, int Meeting, ImmutableArray<int> Agents, MatchSpec Spec);
