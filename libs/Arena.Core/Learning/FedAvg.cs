namespace Arena.Core.Learning;

/// <summary>
/// Federated averaging (McMahan et al., "Communication-Efficient Learning of Deep Networks from Decentralized Data",
/// 2017): sum of p_i Delta_i with p_i = n_i / sum n. A client that took more steps pulls the model further its way.
/// </summary>
internal sealed class FedAvg : IAggregator
{
    public string Name => "fedavg";

    public UpdateFault? Check(ClientUpdate update, int dimension) => UpdateCheck.Check(update, dimension, wantsSteps: false);

    public Aggregation Aggregate(IReadOnlyCollection<ClientUpdate> updates, int dimension) =>
        WeightedSum.Of(this, updates, dimension, static (_, _) => 1);
}
