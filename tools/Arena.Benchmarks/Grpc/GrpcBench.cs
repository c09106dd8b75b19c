namespace Arena.Benchmarks.Grpc;

/// <summary>
/// What gRPC costs above a bare HttpClient and a bare Kestrel handler that move the same bytes, over h2c on loopback with the server
/// in a process of its own; and what messages in batches give back. All cases take turns, round by round; the round with the middle
/// ratio counts.
/// </summary>
internal static class GrpcBench
{
    private const int WarmUps = 2;
    private const int Rounds = 7;
    private static readonly TimeSpan _turn = TimeSpan.FromSeconds(0.8);
    private static readonly int[] _concurrencies = [1, 16, 128];

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        await using var server = await ServerProcess.StartAsync(cancellationToken);
        using var parcels = new Parcels(server.Address);
        using var floor = new Floor(server.Address);
        var cases = new Dictionary<string, Func<Task<double>>>();
        foreach (var concurrency in _concurrencies)
        {
            cases.Add($"unary {concurrency}", () => Load.RunAsync(_turn, concurrency, parcels.EchoAsync));
            cases.Add($"floor {concurrency}", () => Load.RunAsync(_turn, concurrency, floor.EchoAsync));
        }

        cases.Add("pipelined", () => parcels.PipelinedAsync(_turn));
        cases.Add("batched", () => parcels.BatchedAsync(_turn));
        cases.Add("floor", () => floor.PipelinedAsync(_turn));
        return Rows(await MeasureAsync(cases, cancellationToken));
    }

    private static async Task<Samples> MeasureAsync(Dictionary<string, Func<Task<double>>> cases, CancellationToken cancellationToken)
    {
        var samples = new Samples();
        for (var round = 1; round <= WarmUps + Rounds; round++)
        {
            await Console.Error.WriteLineAsync(round <= WarmUps ? "grpc: warming up" : $"grpc: round {round - WarmUps} of {Rounds}");
            foreach (var (name, run) in cases)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var rate = await run();
                if (round > WarmUps)
                    samples.Add(name, rate);
            }
        }

        return samples;
    }

    private static List<BenchRow> Rows(Samples samples)
    {
        var rows = _concurrencies.Select(c =>
            Row($"unary {Parcels.Size} B, {c} at once", $"unary {c}", "calls/s", "bare HttpClient and Kestrel", $"floor {c}")).ToList();
        var stream = $"one stream both ways, {Parcels.Size} B";
        rows.Add(Row($"{stream}, one to a message", "pipelined", "items/s", "bare duplex stream", "floor"));
        rows.Add(Row($"{stream}, {Parcels.BatchSize} to a message", "batched", "items/s", "one to a message", "pipelined"));
        return rows;

        BenchRow Row(string what, string name, string unit, string baseline, string floor)
        {
            var (value, other) = samples.MedianPair(name, floor);
            return BenchRow.Of(what, value, unit, baseline, other);
        }
    }
}
