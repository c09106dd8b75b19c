using System.Collections.Immutable;

namespace Arena.Core.Ratings.Results;

/// <summary>All that two players ever did to each other.</summary>
/// <param name="A">The number of the one in the result set.</param>
/// <param name="B">The number of the other; always larger.</param>
/// <param name="Counts">
/// Games, by what A scored in half points (0, 1, 2): three counts of single games with A in the first seat, three with A in the
/// second seat, then nine of paired games (one from each seat), A's result in the first seat times three plus that in the second.
/// </param>
public readonly record struct Meeting(int A, int B, ImmutableArray<long> Counts);
