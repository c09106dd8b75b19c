using System.Buffers.Binary;
using System.Security.Cryptography;
using Arena.Core.Games;
using Arena.Core.Learning.Models;

namespace Arena.Core.Agents.Learned;

/// <summary>What was learned of a game: a network with its weights. Immutable; equal where everything in it is.</summary>
public sealed class LearnedModel : IEquatable<LearnedModel>
{
    private readonly float[] _weights;

    /// <summary>A model.</summary>
    /// <param name="game">The game that it judges.</param>
    /// <param name="shape">Its network; as many inputs as the game has features.</param>
    /// <param name="weights">As many as the shape has, all finite; copied.</param>
    /// <param name="lineage">Where it comes from; null is nothing known.</param>
    /// <exception cref="ArgumentException">The three do not fit together.</exception>
    public LearnedModel(IGame game, MlpShape shape, ReadOnlySpan<float> weights, ModelLineage? lineage = null)
    {
        ArgumentNullException.ThrowIfNull(game);
        ArgumentNullException.ThrowIfNull(shape);
        if (MisfitOf(game, shape) is { } misfit) throw new ArgumentException(misfit, nameof(shape));
        if (weights.Length != shape.Dimension)
            throw new ArgumentException($"found {weights.Length} weights; {shape} has {shape.Dimension}", nameof(weights));
        foreach (var weight in weights)
            if (!float.IsFinite(weight)) throw new ArgumentException($"found the weight {weight}; wanted finite numbers", nameof(weights));
        (Game, Shape, Lineage, _weights) = (game, shape, lineage, weights.ToArray());
        Hash = HashOf(Bytes());
    }

    /// <summary>The game that it judges, its parameters chosen.</summary>
    public IGame Game { get; }

    /// <summary>Its network.</summary>
    public MlpShape Shape { get; }

    /// <summary>The network's weights.</summary>
    public ReadOnlyMemory<float> Weights => _weights;

    /// <summary>SHA-256 over <see cref="Bytes"/>, in lower-case hexadecimal digits.</summary>
    public string Hash { get; }

    /// <summary>Where it comes from; null where nothing is known.</summary>
    public ModelLineage? Lineage { get; }

    /// <summary>The weights as IEEE 754 single precision numbers, four bytes each, the lowest first.</summary>
    public byte[] Bytes()
    {
        var bytes = new byte[sizeof(float) * _weights.Length];
        for (var i = 0; i < _weights.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(sizeof(float) * i), _weights[i]);
        return bytes;
    }

    /// <inheritdoc/>
    public bool Equals(LearnedModel? other) =>
        other is not null && Hash == other.Hash && Shape.Equals(other.Shape) && Lineage == other.Lineage
        && Game.Type == other.Game.Type && Game.Parameters.ToString() == other.Game.Parameters.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LearnedModel);

    /// <inheritdoc/>
    public override int GetHashCode() => Hash.GetHashCode(StringComparison.Ordinal);

    /// <summary>"connect_four 415-64 relu-1 1c9f0a63e2b7": game, shape and the beginning of the hash.</summary>
    public override string ToString() => $"{Game.Type} {Shape} {Hash[..12]}";

    /// <summary>Why a network of that shape cannot judge the game; null when it can.</summary>
    internal static string? MisfitOf(IGame game, MlpShape shape) =>
        game.FeatureCount == 0 ? $"{game.Type} has no features: no model can judge it"
        : shape.Inputs != game.FeatureCount ? $"found {shape.Inputs} inputs; {game.Type} has {game.FeatureCount} features"
        : null;

    /// <summary>What <see cref="Hash"/> is of weights as bytes.</summary>
    internal static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
