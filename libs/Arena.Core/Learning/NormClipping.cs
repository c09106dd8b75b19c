using Arena.Core.Primitives;

namespace Arena.Core.Learning;

/// <summary>
/// FedAvg of updates that are scaled down to a greatest length (Sun et al., "Can You Really Backdoor Federated Learning?", 2019): nobody
/// moves the model far by scaling its update up. Lengths are Euclidean norms.
/// </summary>
internal sealed class NormClipping(double most) : Aggregator("normclipping")
{
    public static ParameterSchema Parameters { get; } = new(
        [ParameterDefinition.Number("clipping_norm", 1, 1e-9, 1e9, "the greatest length of an update")]);

    protected override Aggregation Aggregate(UpdateRound round, ServerState? state)
    {
        var weights = round.Shares;
        for (var i = 0; i < weights.Length; i++)
            weights[i] *= most / Math.Max(most, Math.Sqrt(SquaredLength.Of(round.Updates[i].Delta.Span)));
        return round.End(WeightedSum.Of(round.Updates, weights, round.Dimension));
    }
}
