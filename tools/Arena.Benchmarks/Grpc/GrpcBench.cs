namespace Arena.Benchmarks.Grpc;

/// <summary>
/// Arena.Grpc beside its floors, a bare HttpClient and bare Kestrel handlers, over h2c on loopback with the server in
/// a process of its own. All cases take turns, round by round, each beside its floor; the round with the middle ratio
/// counts.
/// </summary>
internal static class GrpcBench
{
    private const int Rounds = 5;
    private const int AllocationCalls = 20_000;
    private static readonly TimeSpan _turn = TimeSpan.FromSeconds(0.8);
    private static readonly int[] _concurrencies = [1, 16, 128, 512];

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        await using var server = await ServerProcess.StartAsync(cancellationToken);
        using var grpc = new GrpcLoads(server.Address);
        using var raw = new RawLoads(server.Address);
        var samples = new Samples();
        var cases = Cases(server, grpc, raw, cancellationToken);

        await Say("warming up");
        foreach (var (_, run) in cases)
            await run(_turn);
        for (var round = 1; round <= Rounds; round++)
        {
            await Say($"round {round} of {Rounds}");
            foreach (var (name, run) in cases)
            {
                cancellationToken.ThrowIfCancellationRequested();
                samples.Add(name, await run(_turn));
            }
        }

        await Say("counting allocations");
        foreach (var (name, once) in new (string, Func<Task<long>>)[] { ("grpc", grpc.EchoAsync), ("raw", raw.EchoAsync) })
        {
            var (client, remote) = await AllocationsAsync(server, once, cancellationToken);
            samples.Add($"{name} client bytes", client);
            samples.Add($"{name} server bytes", remote);
        }

        return Rows(samples);
    }

    private static List<(string Name, Func<TimeSpan, Task<double>> Run)> Cases(
        ServerProcess server, GrpcLoads grpc, RawLoads raw, CancellationToken cancellationToken)
    {
        var cases = new List<(string, Func<TimeSpan, Task<double>>)>();
        foreach (var concurrency in _concurrencies)
        {
            cases.Add(($"grpc unary {concurrency}", time => Load.RunAsync(time, concurrency, grpc.EchoAsync)));
            cases.Add(($"raw unary {concurrency}", time => Load.RunAsync(time, concurrency, raw.EchoAsync)));
        }

        cases.Add(("grpc ping-pong", grpc.PingPongAsync));
        cases.Add(("raw ping-pong", raw.PingPongAsync));
        cases.Add(("grpc pipelined", grpc.PipelinedAsync));
        cases.Add(("grpc client streaming", grpc.ClientStreamingAsync));
        cases.Add(("grpc upload", time => Load.RunAsync(time, 1, grpc.UploadAsync)));
        cases.Add(("raw upload", time => Load.RunAsync(time, 1, raw.UploadAsync)));
        cases.Add(("grpc download", time => Load.RunAsync(time, 1, grpc.DownloadAsync)));
        cases.Add(("raw download", time => Load.RunAsync(time, 1, raw.DownloadAsync)));
        if (!H2Load.IsInstalled)
            return cases;
        cases.Add(("grpc server", time => H2Load.RunAsync(
            new Uri(server.Address, "/arena.benchmarks.grpc.Bench/Echo"), grpc.SmallFrame, time, cancellationToken)));
        cases.Add(("raw server", time => H2Load.RunAsync(
            new Uri(server.Address, "/raw/echo"), grpc.SmallFrame, time, cancellationToken)));
        return cases;
    }

    private static List<BenchRow> Rows(Samples samples)
    {
        var rows = new List<BenchRow>();
        foreach (var concurrency in _concurrencies)
            rows.Add(Beside($"unary 100 B, {concurrency} at once", $"unary {concurrency}", "calls/s", "bare HttpClient"));
        if (samples.Has("grpc server"))
            rows.Add(Beside("server alone under h2load, 100 streams", "server", "calls/s", "bare Kestrel"));
        rows.Add(Beside("ping-pong on one stream, 100 B", "ping-pong", "messages/s", "bare duplex stream"));
        rows.Add(BenchRow.Of("pipelined both ways on one stream, 100 B", samples.Median("grpc pipelined"), "messages/s", "bar", 900_000));
        rows.Add(BenchRow.Of("client streaming, 100 B", samples.Median("grpc client streaming"), "messages/s", "bar", 5_000_000));
        rows.Add(Beside("upload of 16 MiB messages", "upload", "MB/s", "bare stream", 1e6));
        rows.Add(Beside("download of 16 MiB messages", "download", "MB/s", "bare stream", 1e6));
        rows.Add(Beyond("allocated per unary call, client, beyond the floor", "client bytes", 1500));
        rows.Add(Beyond("allocated per unary call, server, beyond the floor", "server bytes", 900));
        return rows;

        BenchRow Beside(string what, string name, string unit, string baseline, double scale = 1)
        {
            var (value, floor) = samples.MedianPair("grpc " + name, "raw " + name);
            return BenchRow.Of(what, value / scale, unit, baseline, floor / scale);
        }

        BenchRow Beyond(string what, string name, double limit) =>
            BenchRow.Of(what, samples.Median("grpc " + name) - samples.Median("raw " + name), "bytes", "limit", limit);
    }

    private static async Task<(double Client, double Server)> AllocationsAsync(
        ServerProcess server, Func<Task<long>> once, CancellationToken cancellationToken)
    {
        await once();
        var serverBefore = await server.AllocatedAsync(cancellationToken);
        var clientBefore = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < AllocationCalls; i++)
            await once();
        var client = GC.GetTotalAllocatedBytes(precise: true) - clientBefore;
        var remote = await server.AllocatedAsync(cancellationToken) - serverBefore;
        return ((double)client / AllocationCalls, (double)remote / AllocationCalls);
    }

    private static Task Say(string what) => Console.Error.WriteLineAsync($"grpc: {what}");
}
