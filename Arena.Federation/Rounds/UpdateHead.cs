using System.Text.Json;
using Arena.Backplane.Ledger;
using Arena.Core.Learning;

namespace Arena.Federation.Rounds;

/// <summary>What a client says of its update, as the ledger keeps it.</summary>
/// <param name="BaseVersion">The version that it trained on.</param>
/// <param name="StepNorm">Null where the client did not say.</param>
/// <param name="Epoch">The dials' epoch that the client went by.</param>
internal sealed record UpdateHead(long BaseVersion, long Samples, int LocalSteps, double? Loss, double? StepNorm, long Epoch = 0)
{
    public string ToJson() => JsonSerializer.Serialize(this);

    public static UpdateHead Of(ModelUpdateEntry entry) => JsonSerializer.Deserialize<UpdateHead>(entry.Header)!;

    /// <summary>The update as aggregators take it.</summary>
    public ClientUpdate With(string client, long round, ReadOnlyMemory<float> delta) => new(client, Samples, LocalSteps, delta)
    {
        Loss = Loss ?? double.NaN,
        StepNorm = StepNorm,
        Staleness = (int)Math.Clamp(round - BaseVersion, int.MinValue, int.MaxValue),
    };
}
