namespace Arena.Core.Learning;

/// <summary>
/// The median of each coordinate (Yin et al., "Byzantine-Robust Distributed Learning: Towards Optimal Statistical Rates", ICML 2018): right
/// as long as fewer than half of the clients lie. Every client counts alike: how many samples it has is its own word.
/// </summary>
internal sealed class FedMedian() : Aggregator("fedmedian")
{
    protected override Aggregation Aggregate(UpdateRound round, ServerState? state) =>
        round.End(SortedColumns.Reduce(round.Updates, round.Dimension, SortedColumns.Median));
}
