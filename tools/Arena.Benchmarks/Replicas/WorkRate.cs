using System.Diagnostics;
using System.Globalization;
using Arena.Client;
using Arena.Contracts.Channels;
using Arena.Contracts.V1;
using Grpc.Net.Client;

namespace Arena.Benchmarks.Replicas;

/// <summary>
/// How many tasks a second replicas hand out, and how many results a second they take in, each until the last of a league: workers who
/// play nothing take all, and then give all back.
/// </summary>
internal sealed class WorkRate : IDisposable
{
    private const int Workers = 8;
    private const int Pairs = 5_000;
    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly ArenaClient _client;
    private readonly List<GrpcChannel> _channels = [];
    private readonly List<Worker> _workers = [];

    private WorkRate(IReadOnlyList<Uri> replicas) => _client = new ArenaClient(replicas);

    public static async Task<WorkRate> OfAsync(IReadOnlyList<Uri> replicas, CancellationToken cancellationToken)
    {
        var rate = new WorkRate(replicas);
        for (var i = 0; i < Workers; i++)
        {
            var channel = ArenaChannel.Open(replicas[i % replicas.Count]);
            rate._channels.Add(channel);
            rate._workers.Add(await Worker.ComeAsync(channel, $"worker-{i}", 2 * Pairs, cancellationToken));
        }

        return rate;
    }

    public async Task<(double Assignments, double Results)> MeasureAsync(CancellationToken cancellationToken)
    {
        var (assigned, acknowledged) = (_workers.Sum(w => w.Assigned), _workers.Sum(w => w.Acknowledged));
        var league = await _client.StartLeagueAsync(
            new StartLeagueRequest { Id = $"rate-{Guid.NewGuid():n}", Document = Document() }, _patience, cancellationToken);
        var first = await UntilAsync(() => _workers.Sum(w => w.Assigned) > assigned, cancellationToken);
        await UntilAsync(() => _workers.Sum(w => w.Assigned) == assigned + league.Matches, cancellationToken);
        var handedOut = Stopwatch.GetElapsedTime(first, _workers.Max(w => w.Last)).TotalSeconds;

        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(_workers.Select(w => w.SendResultsAsync(butFor: 0, cancellationToken)));
        await UntilAsync(() => _workers.Sum(w => w.Acknowledged) == acknowledged + league.Matches, cancellationToken);
        var takenIn = Stopwatch.GetElapsedTime(start, _workers.Max(w => w.Last)).TotalSeconds;
        return (league.Matches / handedOut, league.Matches / takenIn);
    }

    public void Dispose()
    {
        foreach (var worker in _workers)
            worker.Dispose();
        foreach (var channel in _channels)
            channel.Dispose();
        _client.Dispose();
    }

    private static async Task<long> UntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (!condition())
            await Task.Delay(_poll, cancellationToken);
        return Stopwatch.GetTimestamp();
    }

    private static string Document() => string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "name": "rate", "game": "tic_tac_toe", "repetitions": {{Pairs}}, "verify": "0%",
          "agents": [{ "name": "a", "strategy": "random" }, { "name": "b", "strategy": "random" }]
        }
        """);
}
