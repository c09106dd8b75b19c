using Arena.Core.Primitives;

namespace Arena.Core.Learning;

/// <summary>
/// The mean of each coordinate without its least and its greatest (Yin et al., ICML 2018, as <see cref="FedMedian"/>): beta of the clients
/// are cut off at either end, rounded down. Every client counts alike.
/// </summary>
internal sealed class FedTrimmedAvg(double beta) : Aggregator("fedtrimmedavg")
{
    public static ParameterSchema Parameters { get; } = new(
        [ParameterDefinition.Number("beta", 0.2, 0, 0.499, "the part of the clients that is cut off at either end")]);

    protected override Aggregation Aggregate(UpdateRound round, ServerState? state)
    {
        var cut = (int)(beta * round.Count);
        return round.End(SortedColumns.Reduce(
            round.Updates, round.Dimension,
            (rows, width, result) => SortedColumns.Mean(rows, width, cut, round.Count - cut, result)));
    }
}
