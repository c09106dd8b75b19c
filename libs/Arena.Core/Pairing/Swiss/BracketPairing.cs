namespace Arena.Core.Pairing.Swiss;

/// <summary>Who plays whom in a bracket, and who floats down from it.</summary>
internal sealed record BracketPairing(IReadOnlyList<(int Higher, int Lower)> Pairs, int[] Floaters);
