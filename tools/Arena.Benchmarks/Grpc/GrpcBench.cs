using Arena.Cli;

namespace Arena.Benchmarks.Grpc;

/// <summary>
/// Arena.Grpc beside its floors, a bare HttpClient and bare Kestrel handlers, over h2c on loopback with the server in
/// a process of its own. All cases take turns, round by round, each beside its floor; the round with the middle ratio
/// counts.
/// </summary>
internal static class GrpcBench
{
    private const int WarmUps = 3;
    private const int Rounds = 5;
    private const int AllocationCalls = 20_000;
    private static readonly TimeSpan _turn = TimeSpan.FromSeconds(0.8);
    private static readonly int[] _concurrencies = [1, 16, 128, 512];

    /// <summary>What can be measured alone.</summary>
    internal static IReadOnlyList<string> Parts { get; } = ["unary", "server", "streams", "upload", "download", "allocations"];

    public static Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken) => RunAsync(Parts, cancellationToken);

    internal static async Task<IReadOnlyList<BenchRow>> RunAsync(IReadOnlyList<string> parts, CancellationToken cancellationToken)
    {
        if (parts is ["server"] && !H2Load.IsInstalled)
            throw new CommandException("h2load is not installed (Debian: nghttp2-client)", ExitCode.Failed);
        await using var server = await ServerProcess.StartAsync(cancellationToken);
        using var grpc = new GrpcLoads(server.Address);
        using var overHttpClient = new GrpcLoads(server.Address, RawLoads.CreateHandler());
        using var raw = new RawLoads(server.Address);
        var samples = new Samples();
        var cases = parts.SelectMany(part => Cases(part, server, grpc, overHttpClient, raw, cancellationToken)).ToList();

        for (var round = 1; round <= WarmUps + Rounds && cases.Count > 0; round++)
        {
            await Say(round <= WarmUps ? "warming up" : $"round {round - WarmUps} of {Rounds}");
            foreach (var (name, run) in cases)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var value = await run(_turn);
                if (round > WarmUps)
                    samples.Add(name, value);
            }
        }

        if (parts.Contains("allocations"))
            await CountAllocationsAsync(samples, server, grpc, raw, cancellationToken);
        return Rows(samples);
    }

    private static IEnumerable<(string Name, Func<TimeSpan, Task<double>> Run)> Cases(
        string part, ServerProcess server, GrpcLoads grpc, GrpcLoads overHttpClient, RawLoads raw, CancellationToken cancellationToken)
    {
        return part switch
        {
            "unary" => _concurrencies.SelectMany(concurrency => new (string, Func<TimeSpan, Task<double>>)[]
            {
                ($"grpc unary {concurrency}", time => Load.RunAsync(time, concurrency, grpc.EchoAsync)),
                ($"raw unary {concurrency}", time => Load.RunAsync(time, concurrency, raw.EchoAsync)),
                ($"grpc over HttpClient {concurrency}", time => Load.RunAsync(time, concurrency, overHttpClient.EchoAsync)),
            }),
            "server" when H2Load.IsInstalled =>
            [
                ("grpc server", FromH2Load("/arena.benchmarks.grpc.Bench/Echo")),
                ("raw server", FromH2Load("/raw/unary")),
                ("raw echo", FromH2Load("/raw/echo")),
            ],
            "streams" =>
            [
                ("grpc ping-pong", grpc.PingPongAsync),
                ("raw ping-pong", raw.PingPongAsync),
                ("grpc pipelined", grpc.PipelinedAsync),
                ("grpc client streaming", grpc.ClientStreamingAsync),
            ],
            "upload" =>
            [
                ("grpc upload", time => Load.RunAsync(time, 1, grpc.UploadAsync)),
                ("raw upload", time => Load.RunAsync(time, 1, raw.UploadAsync)),
            ],
            "download" =>
            [
                ("grpc download", time => Load.RunAsync(time, 1, grpc.DownloadAsync)),
                ("raw download", time => Load.RunAsync(time, 1, raw.DownloadAsync)),
            ],
            _ => [],
        };

        Func<TimeSpan, Task<double>> FromH2Load(string path) =>
            time => H2Load.RunAsync(new Uri(server.Address, path), grpc.SmallFrame, time, cancellationToken);
    }

    private static List<BenchRow> Rows(Samples samples)
    {
        var rows = new List<BenchRow>();
        foreach (var concurrency in _concurrencies)
        {
            Beside($"unary 100 B, {concurrency} at once", $"unary {concurrency}", "calls/s", "bare HttpClient");
            if (samples.Has($"grpc unary {concurrency}"))
                rows.Add(Pair($"unary 100 B, {concurrency} at once", $"grpc unary {concurrency}", $"grpc over HttpClient {concurrency}", "calls/s", "the same over HttpClient"));
        }

        Beside("server alone under h2load, 100 streams", "server", "calls/s", "bare Kestrel, same frames");
        if (samples.Has("raw echo"))
            rows.Add(Pair("server alone under h2load, 100 streams", "grpc server", "raw echo", "calls/s", "bare Kestrel, bare echo"));
        Beside("ping-pong on one stream, 100 B", "ping-pong", "messages/s", "bare duplex stream");
        Above("pipelined both ways on one stream, 100 B", "pipelined", 900_000);
        Above("client streaming, 100 B", "client streaming", 5_000_000);
        Beside("upload of 16 MiB messages", "upload", "MB/s", "bare stream", 1e6);
        Beside("download of 16 MiB messages", "download", "MB/s", "bare stream", 1e6);
        Beyond("allocated per unary call, client, beyond the floor", "client bytes", 1500);
        Beyond("allocated per unary call, server, beyond the floor", "server bytes", 900);
        return rows;

        void Beside(string what, string name, string unit, string baseline, double scale = 1)
        {
            if (samples.Has("grpc " + name))
                rows.Add(Pair(what, "grpc " + name, "raw " + name, unit, baseline, scale));
        }

        BenchRow Pair(string what, string name, string floorName, string unit, string baseline, double scale = 1)
        {
            var (value, floor) = samples.MedianPair(name, floorName);
            return BenchRow.Of(what, value / scale, unit, baseline, floor / scale);
        }

        void Above(string what, string name, double bar)
        {
            if (samples.Has("grpc " + name))
                rows.Add(BenchRow.Of(what, samples.Median("grpc " + name), "messages/s", "bar", bar));
        }

        void Beyond(string what, string name, double limit)
        {
            if (samples.Has("grpc " + name))
                rows.Add(BenchRow.Of(what, samples.Median("grpc " + name) - samples.Median("raw " + name), "bytes", "limit", limit));
        }
    }

    private static async Task CountAllocationsAsync(
        Samples samples, ServerProcess server, GrpcLoads grpc, RawLoads raw, CancellationToken cancellationToken)
    {
        await Say("counting allocations");
        foreach (var (name, once) in new (string, Func<Task<long>>)[] { ("grpc", grpc.EchoAsync), ("raw", raw.EchoAsync) })
        {
            var (client, remote) = await AllocationsAsync(server, once, cancellationToken);
            samples.Add($"{name} client bytes", client);
            samples.Add($"{name} server bytes", remote);
        }
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
