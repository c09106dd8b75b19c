namespace Arena.Federation.Blobs;

/// <summary>What a vector of a model's version is.</summary>
internal enum VectorKind
{
    Weights,

    /// <summary>What an optimiser at the server keeps: the running mean of the updates.</summary>
    Momentum,

    /// <summary>The running mean of their squares.</summary>
    Variance,
}
