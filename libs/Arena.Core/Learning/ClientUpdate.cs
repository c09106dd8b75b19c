namespace Arena.Core.Learning;

/// <summary>What one client learned in a round.</summary>
/// <param name="ClientId">Unique within the round.</param>
/// <param name="Samples">Training samples behind the update: n_i, its weight.</param>
/// <param name="LocalSteps">Optimizer steps taken: tau_i. FedAvg does not look at it.</param>
/// <param name="Delta">The client's model minus the model it started from.</param>
public sealed record ClientUpdate(string ClientId, long Samples, int LocalSteps, ReadOnlyMemory<float> Delta);
