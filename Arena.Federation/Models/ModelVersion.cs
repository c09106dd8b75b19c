using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Arena.Federation.Models;

/// <summary>The weights after a number of rounds. Never changed once made.</summary>
internal sealed class ModelVersion
{
    private readonly float[] _weights;

    public ModelVersion(long number, float[] weights)
    {
        Number = number;
        _weights = weights;
        Hash = SHA256.HashData(MemoryMarshal.AsBytes<float>(weights));
    }

    /// <summary>Rounds aggregated into it.</summary>
    public long Number { get; }

    public ReadOnlyMemory<float> Weights => _weights;

    /// <summary>SHA-256 of the weights as little-endian float32.</summary>
    public byte[] Hash { get; }

    /// <summary>The next version, or null when a weight would no longer be finite.</summary>
    public ModelVersion? Next(ReadOnlySpan<float> delta)
    {
        var weights = new float[_weights.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = _weights[i] + delta[i];
            if (!float.IsFinite(weights[i]))
                return null;
        }

        return new ModelVersion(Number + 1, weights);
    }
}
