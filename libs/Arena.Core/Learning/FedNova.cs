namespace Arena.Core.Learning;

/// <summary>
/// Normalized averaging (Wang et al., "Tackling the Objective Inconsistency Problem in Heterogeneous Federated
/// Optimization", NeurIPS 2020), for plain local SGD: tau_eff times the sum of p_i Delta_i / tau_i, with
/// tau_eff = sum of p_i tau_i. However many steps each client takes, the fixed point is that of the common objective.
/// With equal steps it is FedAvg, bit for bit.
/// </summary>
internal sealed class FedNova : IAggregator
{
    public string Name => "fednova";

    public UpdateFault? Check(ClientUpdate update, int dimension) => UpdateCheck.Check(update, dimension, wantsSteps: true);

    public Aggregation Aggregate(IReadOnlyCollection<ClientUpdate> updates, int dimension) =>
        WeightedSum.Of(this, updates, dimension, static (update, effectiveSteps) => effectiveSteps / update.LocalSteps);
}
