using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using Arena.Hosting;
using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Engine;
using Arena.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arena.Benchmarks.Hosting;

/// <summary>
/// From the start of the real AppHost to all healthy, beside the longest chain of own starts: of each service the time from when it was
/// started until it answered, asked every few milliseconds and not by the AppHost; added up along who waits for whom.
/// </summary>
internal static class StartBench
{
    private const int Rounds = 3;
    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(5);

    public static async Task<BenchRow> RunAsync(CancellationToken cancellationToken)
    {
        var rounds = new List<(double Total, double Chain)>();
        for (var i = 0; i < Rounds; i++)
            rounds.Add(await RunOnceAsync(cancellationToken));
        var (total, chain) = rounds.OrderBy(r => r.Total).ElementAt(Rounds / 2);
        return BenchRow.Of("AppHost: start to all healthy", total, "s", "slowest chain of the services' own starts", chain);
    }

    private static async Task<(double Total, double Chain)> RunOnceAsync(CancellationToken cancellationToken)
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Arena_AppHost>(["--Arena:League="], cancellationToken);
        builder.Services.AddLogging(logging => logging.ClearProviders());
        await using var application = await builder.BuildAsync(cancellationToken);
        var model = application.Services.GetRequiredService<DistributedApplicationModel>();
        var own = new ConcurrentDictionary<IResource, double>();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = WatchAsync(application, own, over.Token);

        var started = Stopwatch.GetTimestamp();
        await application.StartAsync(cancellationToken);
        await application.Services.GetRequiredService<Readiness>().Reached.WaitAsync(cancellationToken);
        var total = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await over.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return (total, model.Resources.Max(r => Chain(r, own)));
    }

    private static double Chain(IResource resource, ConcurrentDictionary<IResource, double> own) =>
        own.GetValueOrDefault(resource) + resource.Annotations.OfType<WaitAnnotation>().Select(w => Chain(w.Resource, own)).DefaultIfEmpty().Max();

    private static async Task WatchAsync(DistributedApplication application, ConcurrentDictionary<IResource, double> own, CancellationToken cancellationToken)
    {
        var starting = new Dictionary<string, long>();
        var probes = new List<Task>();
        await foreach (var update in application.ResourceNotifications.WatchAsync(cancellationToken))
        {
            if (update.Snapshot.State?.Text == KnownResourceStates.Starting && starting.TryAdd(update.ResourceId, Stopwatch.GetTimestamp()))
                probes.Add(ProbeAsync(update, starting[update.ResourceId], own, cancellationToken));
        }
    }

    // A service with replicas is there when the last of them is.
    private static async Task ProbeAsync(ResourceEvent update, long started, ConcurrentDictionary<IResource, double> own, CancellationToken cancellationToken)
    {
        var instance = ResourceInstance.Of(update.Resource).Single(i => i.Id == update.ResourceId);
        using var client = new HttpClient();
        while (instance.Endpoints.FirstOrDefault(e => e.Endpoint.Name == "http") is { } http ? !await AnswersAsync(client, http, cancellationToken)
            : instance.Endpoints.FirstOrDefault() is { } any && !await AcceptsAsync(any, cancellationToken))
            await Task.Delay(_poll, cancellationToken);
        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        own.AddOrUpdate(update.Resource, took, (_, other) => Math.Max(other, took));
    }

    private static async Task<bool> AnswersAsync(HttpClient client, AllocatedEndpoint endpoint, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(new Uri($"{endpoint.UriString}/health"), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<bool> AcceptsAsync(AllocatedEndpoint endpoint, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endpoint.Address, endpoint.Port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
