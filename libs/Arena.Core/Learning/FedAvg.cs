namespace Arena.Core.Learning;

/// <summary>
/// Federated averaging (McMahan et al., "Communication-Efficient Learning of Deep Networks from Decentralized Data",
/// 2017): sum of p_i Delta_i with p_i = n_i / sum n. A client that took more steps pulls the model further its way.
/// FedProx (Li et al., "Federated Optimization in Heterogeneous Networks", MLSys 2020) is the same at the server; its clients keep near the
/// model that they started from.
/// </summary>
internal sealed class FedAvg(string name = "fedavg") : Aggregator(name)
{
    protected override Aggregation Aggregate(UpdateRound round, ServerState? state) => round.End(MeanOf(round));

    /// <summary>The updates' mean, weighted by samples.</summary>
    public static float[] MeanOf(UpdateRound round) => WeightedSum.Of(round.Updates, round.Shares, round.Dimension);
}
