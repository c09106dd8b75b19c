namespace Arena.Core.Learning;

/// <summary>
/// Normalized averaging (Wang et al., "Tackling the Objective Inconsistency Problem in Heterogeneous Federated
/// Optimization", NeurIPS 2020): tau_eff times the sum of p_i Delta_i / a_i, with tau_eff = sum of p_i a_i, where a_i is the norm of the
/// client's step weights; for plain local SGD that is its number of steps. However many steps each client takes, the fixed point is that
/// of the common objective. With equal numbers of steps it is FedAvg, bit for bit.
/// </summary>
internal sealed class FedNova() : Aggregator("fednova")
{
    /// <summary>What each client's delta is multiplied by.</summary>
    public static double[] WeightsOf(UpdateRound round)
    {
        var weights = round.Shares;
        var steps = Array.ConvertAll(round.Updates, update => update.StepNorm ?? update.LocalSteps);
        var effective = Array.Exists(round.Updates, update => update.StepNorm is not null)
            ? weights.Zip(steps, (share, norm) => share * norm).Sum()
            : round.EffectiveSteps;
        for (var i = 0; i < weights.Length; i++)
            weights[i] *= effective / steps[i];
        return weights;
    }

    protected override UpdateFault? CheckOwn(ClientUpdate update) =>
        UpdateCheck.Fault(update, update.LocalSteps > 0, $"found {update.LocalSteps} local steps; wanted at least 1")
        ?? UpdateCheck.Fault(
            update, update.StepNorm is null or > 0 && double.IsFinite(update.StepNorm ?? 1),
            $"found a step norm of {update.StepNorm}; wanted a finite one above 0");

    protected override Aggregation Aggregate(UpdateRound round, ServerState? state) =>
        round.End(WeightedSum.Of(round.Updates, WeightsOf(round), round.Dimension));
}
