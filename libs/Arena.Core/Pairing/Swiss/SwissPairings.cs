namespace Arena.Core.Pairing.Swiss;

/// <summary>The pairings of a round, by pairing number; the first of each pair has the first seat.</summary>
/// <param name="Pairs">The best pairing first.</param>
/// <param name="Bye">Who has the bye, or -1.</param>
public sealed record SwissPairings(IReadOnlyList<(int First, int Second)> Pairs, int Bye);
