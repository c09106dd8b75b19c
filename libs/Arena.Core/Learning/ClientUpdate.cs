namespace Arena.Core.Learning;

/// <summary>What one client learned in a round.</summary>
/// <param name="ClientId">Unique within the round.</param>
/// <param name="Samples">Training samples behind the update: n_i, its weight.</param>
/// <param name="LocalSteps">Optimizer steps taken: tau_i. Only FedNova looks at it.</param>
/// <param name="Delta">The client's model minus the model it started from.</param>
public sealed record ClientUpdate(string ClientId, long Samples, int LocalSteps, ReadOnlyMemory<float> Delta)
{
    /// <summary>The client's loss with the model that it started from: F_i. Only q-FedAvg looks at it; NaN where it was not told.</summary>
    public double Loss { get; init; } = double.NaN;

    /// <summary>
    /// The sum of the weights with which the client's gradients went into its delta, in units of one plain step: |a_i|_1. Null is
    /// <see cref="LocalSteps"/>, which is right for plain SGD; momentum, a proximal term or decay make it another.
    /// Only FedNova looks at it.
    /// </summary>
    public double? StepNorm { get; init; }

    /// <summary>By how many versions the model that it started from is behind the current one. Only FedBuff takes more than 0.</summary>
    public int Staleness { get; init; }
}
