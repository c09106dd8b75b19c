using Arena.Core.Primitives;

namespace Arena.Core.Learning;

/// <summary>
/// Buffered asynchronous aggregation (Nguyen et al., "Federated Learning with Buffered Asynchronous Aggregation", AISTATS 2022): nobody
/// waits for the slowest. An update may begin some versions back; the mean of a full buffer weighs it by (1 + staleness)^-a, every client
/// alike otherwise.
/// </summary>
internal sealed class FedBuff(double rate, double exponent, int mostStaleness) : Aggregator("fedbuff")
{
    public static ParameterSchema Parameters { get; } = new(
    [
        ParameterDefinition.Number("server_learning_rate", 1, 1e-6, 1_000, "what the mean is multiplied by"),
        ParameterDefinition.Number("staleness_exponent", 0.5, 0, 10, "how fast what is stale loses weight; 0: not at all"),
        ParameterDefinition.Integer("max_staleness", 10, 0, 10_000, "how many versions behind an update may begin"),
    ]);

    public override int MostStaleness => mostStaleness;

    protected override Aggregation Aggregate(UpdateRound round, ServerState? state)
    {
        var weights = Array.ConvertAll(round.Updates, update => rate * Math.Pow(1 + update.Staleness, -exponent) / round.Count);
        return round.End(WeightedSum.Of(round.Updates, weights, round.Dimension));
    }
}
