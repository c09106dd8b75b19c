using Arena.Core.Primitives;

namespace Arena.Core.Learning;

/// <summary>
/// FedAvg with momentum at the server (Hsu et al., "Measuring the Effects of Non-Identical Data Distribution for Federated Visual
/// Classification", 2019): m becomes momentum m + Delta, and the model moves by rate m.
/// </summary>
internal sealed class FedAvgM(double rate, double momentum) : Aggregator("fedavgm")
{
    public static ParameterSchema Parameters { get; } = new(
    [
        ParameterDefinition.Number("server_learning_rate", 1, 1e-6, 1_000, "what the momentum is multiplied by"),
        ParameterDefinition.Number("server_momentum", 0.9, 0, 0.9999, "how much of the momentum before stays"),
    ]);

    protected override Aggregation Aggregate(UpdateRound round, ServerState? state)
    {
        var mean = FedAvg.MeanOf(round);
        var before = state is null ? default : state.Momentum.Span;
        var (delta, kept) = (new float[mean.Length], new float[mean.Length]);
        for (var i = 0; i < mean.Length; i++)
        {
            var next = momentum * (before.IsEmpty ? 0 : before[i]) + mean[i];
            kept[i] = (float)next;
            delta[i] = (float)(rate * next);
        }

        return round.End(delta, new ServerState((state?.Rounds ?? 0) + 1, kept, default));
    }
}
