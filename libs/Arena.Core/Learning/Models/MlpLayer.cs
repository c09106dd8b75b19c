namespace Arena.Core.Learning.Models;

/// <summary>A hidden layer of a network.</summary>
/// <param name="Width">Its units; at least 1.</param>
/// <param name="Activation">What each makes of its sum.</param>
public readonly record struct MlpLayer(int Width, Activation Activation);
