using Arena.Core.Primitives;

namespace Arena.Core.Learning;

/// <summary>
/// The point with the least sum of distances to all updates, as RFA finds it (Pillutla et al., "Robust Aggregation for Federated Learning",
/// 2022) by Weiszfeld's steps: the mean of all, each divided by its distance to the point before. Right as long as fewer than half of the
/// clients lie, whichever way; liars move it by no more than the honest updates lie apart. Every client counts alike.
/// </summary>
internal sealed class GeometricMedian(int steps, double smoothing) : Aggregator("geometricmedian")
{
    public static ParameterSchema Parameters { get; } = new(
    [
        ParameterDefinition.Integer("iterations", 10, 1, 1_000, "Weiszfeld's steps"),
        ParameterDefinition.Number("smoothing", 1e-6, 1e-12, 1, "the least distance that counts, so that no update is divided by 0"),
    ]);

    protected override Aggregation Aggregate(UpdateRound round, ServerState? state)
    {
        var weights = Enumerable.Repeat(1.0 / round.Count, round.Count).ToArray();
        var point = WeightedSum.Of(round.Updates, weights, round.Dimension);
        for (var step = 0; step < steps; step++)
        {
            for (var i = 0; i < weights.Length; i++)
                weights[i] = 1 / Math.Max(smoothing, Math.Sqrt(SquaredLength.Between(round.Updates[i].Delta.Span, point)));
            var sum = weights.Sum();
            for (var i = 0; i < weights.Length; i++)
                weights[i] /= sum;
            point = WeightedSum.Of(round.Updates, weights, round.Dimension);
        }

        return round.End(point);
    }
}
