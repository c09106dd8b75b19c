using Arena.Core.Ratings.Results;

namespace Arena.Core.Ratings.Reading;

/// <summary>A game that was read.</summary>
/// <param name="First">Who had the first seat: a place in <see cref="ResultCollector.Players"/>.</param>
/// <param name="Second">The other.</param>
/// <param name="Result">The first seat's.</param>
/// <param name="Mark">What makes two games a pair; 0 for none.</param>
/// <param name="Node">Where it was played: a place in <see cref="ResultCollector.Nodes"/>; -1 where nothing is said.</param>
public readonly record struct CollectedGame(int First, int Second, GameResult Result, ulong Mark, int Node);
