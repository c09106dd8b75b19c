using System.Collections.Immutable;

namespace Arena.Core.Learning.Models;

/// <summary>
/// The shape of a network with one output: how many inputs it has, and its hidden layers from the inputs on. Without hidden layers it
/// is a linear model.
/// </summary>
/// <remarks>
/// The weights of a network are one vector. Layer after layer: a row for each of the layer's inputs, with a weight for each of its
/// units; then the units' biases. The output is a layer of one unit.
/// </remarks>
public sealed class MlpShape : IEquatable<MlpShape>
{
    /// <summary>A shape.</summary>
    /// <param name="inputs">Numbers that the network is shown.</param>
    /// <param name="hidden">The hidden layers; none is a linear model.</param>
    /// <exception cref="ArgumentOutOfRangeException">No inputs, a layer without units, or more weights than an array holds.</exception>
    public MlpShape(int inputs, params ImmutableArray<MlpLayer> hidden)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        long dimension = 0, before = inputs;
        foreach (var layer in hidden)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(layer.Width, nameof(hidden));
            dimension += (before + 1) * layer.Width;
            ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, Array.MaxLength - 1 - layer.Width, nameof(hidden));
            before = layer.Width;
        }

        (Inputs, Hidden, Dimension) = (inputs, hidden, checked((int)(dimension + before + 1)));
    }

    /// <summary>Numbers that the network is shown.</summary>
    public int Inputs { get; }

    /// <summary>The hidden layers, from the inputs on.</summary>
    public ImmutableArray<MlpLayer> Hidden { get; }

    /// <summary>All weights and biases: the floats of its vector.</summary>
    public int Dimension { get; }

    /// <inheritdoc/>
    public bool Equals(MlpShape? other) => other is not null && Inputs == other.Inputs && Hidden.SequenceEqual(other.Hidden);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MlpShape);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Inputs, Hidden.Length, Dimension);

    /// <summary>"415-40 tanh-1": the units of every layer.</summary>
    public override string ToString() =>
        $"{Inputs}-{string.Concat(Hidden.Select(layer => $"{layer.Width} {(layer.Activation == Activation.Tanh ? "tanh" : "relu")}-"))}1";
}
