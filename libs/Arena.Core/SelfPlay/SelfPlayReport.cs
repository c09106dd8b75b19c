namespace Arena.Core.SelfPlay;

/// <summary>What became of some matches of self-play.</summary>
/// <param name="Weights">The weights after them.</param>
/// <param name="Matches">Matches played.</param>
/// <param name="Samples">Positions learned from.</param>
/// <param name="Loss">The mean of the squared errors, as each was before it was learned from; values are between -1 and 1.</param>
public sealed record SelfPlayReport(float[] Weights, int Matches, long Samples, double Loss);
