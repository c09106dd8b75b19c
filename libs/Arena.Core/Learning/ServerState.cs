namespace Arena.Core.Learning;

/// <summary>
/// What an optimiser at the server keeps from round to round. Each vector has the model's dimension, or none of its numbers.
/// </summary>
/// <param name="Rounds">Rounds behind it.</param>
/// <param name="Momentum">The running mean of the updates.</param>
/// <param name="Variance">The running mean, or sum, of their squares.</param>
public sealed record ServerState(long Rounds, ReadOnlyMemory<float> Momentum, ReadOnlyMemory<float> Variance);
