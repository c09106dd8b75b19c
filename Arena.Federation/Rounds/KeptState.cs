using System.Text.Json;
using Arena.Core.Learning;
using Arena.Federation.Blobs;

namespace Arena.Federation.Rounds;

/// <summary>What an aggregator keeps with a version for the next round; its vectors are files.</summary>
internal sealed record KeptState(long Rounds, bool HasMomentum, bool HasVariance)
{
    public static KeptState? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize<KeptState>(json);

    /// <summary>Writes the vectors. Null for none.</summary>
    public static KeptState? Write(ServerState? state, long version, ModelFolder folder)
    {
        if (state is null)
            return null;
        if (!state.Momentum.IsEmpty)
            folder.Write(VectorKind.Momentum, version, state.Momentum.Span);
        if (!state.Variance.IsEmpty)
            folder.Write(VectorKind.Variance, version, state.Variance.Span);
        return new KeptState(state.Rounds, !state.Momentum.IsEmpty, !state.Variance.IsEmpty);
    }

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>As the aggregator wants it.</summary>
    /// <param name="open">Opens a vector of the version.</param>
    public ServerState Open(Func<VectorKind, ReadOnlyMemory<float>> open) =>
        new(Rounds, HasMomentum ? open(VectorKind.Momentum) : default, HasVariance ? open(VectorKind.Variance) : default);
}
