using System.Numerics.Tensors;
using Arena.Benchmarks.Ratings;
using Arena.Core.Learning;
using Arena.Core.Primitives;

namespace Arena.Benchmarks.Federation;

/// <summary>
/// How fast updates become a version: each aggregator by the bytes of its updates in a second, beside a plain multiply-and-add over the
/// same bytes in the same run, which checks nothing and adds in single precision. On one thread both.
/// </summary>
internal static class FederationBench
{
    private const int Runs = 5;

    private static readonly (string Aggregator, (string Name, double Value)[] Parameters, int Clients, int Dimension)[] _cases =
    [
        ("fedavg", [], 10, 10_000_000),
        ("fedavg", [], 100, 1_000_000),
        ("fedavg", [], 1_000, 100_000),
        ("fedavg", [], 5, 10),
        ("fedmedian", [], 10, 1_000_000),
        ("fedtrimmedavg", [], 10, 1_000_000),
        ("krum", [("num_malicious_clients", 20)], 100, 100_000),
        ("bulyan", [("num_malicious_clients", 20)], 100, 100_000),
        ("geometricmedian", [], 10, 1_000_000),
    ];

    public static Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken) => Task.Run<IReadOnlyList<BenchRow>>(
        () =>
        {
            var rows = new List<BenchRow>();
            foreach (var (aggregator, parameters, clients, dimension) in _cases)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Console.Error.WriteLine($"bench federation: {aggregator}, {clients} clients, {dimension} numbers");
                rows.Add(Row(aggregator, parameters, clients, dimension));
            }

            return rows;
        },
        cancellationToken);

    private static BenchRow Row(string name, (string Name, double Value)[] parameters, int clients, int dimension)
    {
        var type = Aggregators.Find(name)!;
        var faults = new List<ParameterFault>();
        var aggregator = type.Create(type.Parameters.Bind(parameters.Select(p => KeyValuePair.Create(p.Name, p.Value)), faults));
        if (faults.Count > 0)
            throw new InvalidOperationException(string.Join("; ", faults));
        var updates = Updates(clients, dimension);
        var seconds = RatingsBench.Seconds(Runs, () =>
        {
            var aggregation = aggregator.Aggregate(updates, dimension);
            return aggregation.IsValid ? aggregation.Delta : throw new InvalidOperationException(string.Join("; ", aggregation.Faults));
        });
        var plain = RatingsBench.Seconds(Runs, () => Plain(updates, dimension));
        var what = $"{name}, {clients} clients of {dimension} numbers";
        var bytes = (double)clients * dimension * sizeof(float);
        return bytes < 1e6
            ? BenchRow.Of(what, 1000 * seconds, "ms", "plain multiply-and-add", 1000 * plain)
            : BenchRow.Of($"{what} ({1000 * seconds:0} ms)", bytes / seconds / 1e9, "GB/s", "plain multiply-and-add", bytes / plain / 1e9);
    }

    private static float[] Plain(ClientUpdate[] updates, int dimension)
    {
        var sum = new float[dimension];
        foreach (var update in updates)
            TensorPrimitives.MultiplyAdd(update.Delta.Span, 1f / updates.Length, sum, sum);
        return sum;
    }

    private static ClientUpdate[] Updates(int clients, int dimension)
    {
        var random = new Random(7);
        return
        [
            .. Enumerable.Range(0, clients).Select(client =>
            {
                var delta = new float[dimension];
                for (var i = 0; i < delta.Length; i++)
                    delta[i] = random.NextSingle() - 0.5f;
                return new ClientUpdate($"c{client:0000}", 1 + client % 7, 10, delta);
            }),
        ];
    }
}
