using System.Diagnostics;
using System.Globalization;
using Arena.Hosting;
using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Testing;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arena.Benchmarks.Hosting;

/// <summary>Unary gRPC calls over one channel, through the proxy and directly to a replica, in turns.</summary>
internal static class ProxyBench
{
    private const int Rounds = 5;
    private const int Callers = 32;
    private static readonly TimeSpan _round = TimeSpan.FromSeconds(2);

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(int replicas, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("arena-bench-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(directory, "appsettings.json"), """{"Kestrel":{"Endpoints":{"grpc":{"Url":"http://127.0.0.1:0","Protocols":"Http2"}}}}""", cancellationToken);
            return await RunAsync(directory, replicas, cancellationToken);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<BenchRow>> RunAsync(string directory, int replicas, CancellationToken cancellationToken)
    {
        var builder = DistributedApplicationTestingBuilder.Create($"--Arena:StateDirectory={directory}");
        builder.Services.AddLogging(logging => logging.ClearProviders());
        var service = builder.AddProject("replica", new ProjectPathMetadata(Path.Combine(directory, "replica.csproj"), typeof(ProxyBench).Assembly.Location), _ => { })
            .WithArgs(ReplicaServer.Verb)
            .WithReplicas(replicas)
            .WithEndpoint("grpc", e => e.IsExplicitlyProxied = true);
        await using var application = await builder.BuildAsync(cancellationToken);
        await application.StartAsync(cancellationToken);
        await application.WaitForHealthyAsync("replica", cancellationToken);

        var endpoint = service.GetEndpoint("grpc").EndpointAnnotation;
        var direct = new List<Round>();
        var proxied = new List<Round>();
        for (var i = 0; i <= Rounds; i++)
        {
            var one = await CallAsync(endpoint.ReplicaEndpoints[0].UriString, cancellationToken);
            var other = await CallAsync(endpoint.AllocatedEndpoint!.UriString, cancellationToken);
            if (i == 0)
                continue; // warm by now
            direct.Add(one);
            proxied.Add(other);
        }

        var through = string.Create(CultureInfo.InvariantCulture, $"through the proxy, {replicas} replica{(replicas == 1 ? "" : "s")}");
        return
        [
            BenchRow.Of($"unary {through}", Median(proxied, r => r.PerSecond), "calls/s", "directly to a replica", Median(direct, r => r.PerSecond)),
            BenchRow.Of($"p50 {through}", Median(proxied, r => r.P50), "ms", "directly to a replica", Median(direct, r => r.P50)),
            BenchRow.Of($"p99 {through}", Median(proxied, r => r.P99), "ms", "directly to a replica", Median(direct, r => r.P99)),
        ];
    }

    private static async Task<Round> CallAsync(string address, CancellationToken cancellationToken)
    {
        using var channel = GrpcChannel.ForAddress(address);
        var client = new Health.HealthClient(channel);
        await WaitUntilServingAsync(client, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => CallAsync(client, started, cancellationToken), cancellationToken)));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var all = latencies.SelectMany(l => l).Order().ToArray();
        return new Round(all.Length / seconds, all[all.Length / 2], all[all.Length * 99 / 100]);
    }

    // Running is not yet listening.
    private static async Task WaitUntilServingAsync(Health.HealthClient client, CancellationToken cancellationToken) =>
        await client.CheckAsync(new HealthCheckRequest(), new CallOptions(cancellationToken: cancellationToken).WithWaitForReady());

    private static async Task<List<double>> CallAsync(Health.HealthClient client, long started, CancellationToken cancellationToken)
    {
        var latencies = new List<double>();
        while (Stopwatch.GetElapsedTime(started) < _round)
        {
            var sent = Stopwatch.GetTimestamp();
            await client.CheckAsync(new HealthCheckRequest(), cancellationToken: cancellationToken);
            latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }

        return latencies;
    }

    private static double Median(List<Round> rounds, Func<Round, double> figure) => rounds.Select(figure).Order().ElementAt(rounds.Count / 2);

    private sealed record Round(double PerSecond, double P50, double P99);
}
