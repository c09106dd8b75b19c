using Arena.Core.Primitives;

namespace Arena.Core.Learning;

/// <summary>
/// q-FedAvg (Li et al., "Fair Resource Allocation in Federated Learning", ICLR 2020): clients with a higher loss weigh more. With
/// L = 1 / qffl_learning_rate and w_i = -L Delta_i the model moves by the sum of F_i^q Delta_i L over the sum of
/// q F_i^(q-1) |w_i|^2 + L F_i^q. With q = 0 it is the mean, every client alike.
/// </summary>
internal sealed class QFedAvg(double q, double learningRate) : Aggregator("qfedavg")
{
    public static ParameterSchema Parameters { get; } = new(
    [
        ParameterDefinition.Number("q_param", 0.2, 0, 10, "how much more a client with a higher loss weighs; 0: not at all"),
        ParameterDefinition.Number("qffl_learning_rate", 0.1, 1e-6, 1_000, "the clients' learning rate"),
    ]);

    protected override UpdateFault? CheckOwn(ClientUpdate update) =>
        UpdateCheck.Fault(update, double.IsFinite(update.Loss) && update.Loss > 0, $"found a loss of {update.Loss}; wanted one above 0");

    protected override Aggregation Aggregate(UpdateRound round, ServerState? state)
    {
        var lipschitz = 1 / learningRate;
        var weights = new double[round.Count];
        var total = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            var update = round.Updates[i];
            var squared = SquaredLength.Of(update.Delta.Span) * lipschitz * lipschitz;
            weights[i] = Math.Pow(update.Loss, q) * lipschitz;
            total += q * Math.Pow(update.Loss, q - 1) * squared + weights[i];
        }

        for (var i = 0; i < weights.Length; i++)
            weights[i] /= total;
        return round.End(WeightedSum.Of(round.Updates, weights, round.Dimension));
    }
}
