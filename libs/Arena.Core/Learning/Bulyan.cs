using Arena.Core.Primitives;

namespace Arena.Core.Learning;

/// <summary>
/// Bulyan (El Mhamdi et al., "The Hidden Vulnerability of Distributed Learning in Byzantium", ICML 2018): Krum chooses n - 2 f updates, one
/// after the other; of each coordinate then the mean of the n - 4 f that are nearest to the median. It holds against f liars of at least
/// 4 f + 3 clients, also against those that differ much in one coordinate and little in all. Every client counts alike.
/// </summary>
internal sealed class Bulyan(int liars) : Aggregator("bulyan")
{
    public static ParameterSchema Parameters { get; } = new(
        [ParameterDefinition.Integer("num_malicious_clients", 0, 0, 10_000, "f: how many may lie; 4 f + 3 updates are wanted")]);

    public override int LeastClients => 4 * liars + 3;

    protected override Aggregation Aggregate(UpdateRound round, ServerState? state)
    {
        var distances = new Distances(round.Updates, round.Dimension);
        var left = Enumerable.Range(0, round.Count).ToList();
        var chosen = new List<int>();
        while (chosen.Count < round.Count - 2 * liars)
        {
            var next = distances.MostCentral(left, left.Count - liars - 2);
            chosen.Add(next);
            left.Remove(next);
        }

        chosen.Sort();
        var kept = chosen.Count - 2 * liars;
        var updates = chosen.ConvertAll(client => round.Updates[client]).ToArray();
        return round.End(
            SortedColumns.Reduce(updates, round.Dimension, (rows, width, result) => MeanNearMedian(rows, width, kept, result)),
            leftOut: [.. left.Select(client => round.Updates[client].ClientId)]);
    }

    // Those nearest to the median of ascending numbers stand side by side.
    private static void MeanNearMedian(ReadOnlySpan<float> rows, int width, int kept, Span<float> result)
    {
        SortedColumns.Median(rows, width, result);
        var count = rows.Length / width;
        for (var column = 0; column < width; column++)
        {
            double median = result[column];
            var first = 0;
            while (first + kept < count && rows[(first + kept) * width + column] - median < median - rows[first * width + column])
                first++;
            var sum = 0.0;
            for (var row = first; row < first + kept; row++)
                sum += rows[row * width + column];
            result[column] = (float)(sum / kept);
        }
    }
}
