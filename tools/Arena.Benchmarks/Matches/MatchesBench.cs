using System.Diagnostics;
using System.Globalization;
using Arena.Cli.Systems;
using Arena.Client;
using Arena.Contracts.V1;
using Arena.Core.Leagues;
using Arena.Core.Matches;

namespace Arena.Benchmarks.Matches;

/// <summary>
/// What a refereed match with its record costs: Connect Four between two random agents in this process, and the same matches
/// dealt to a node one at a time, recorded in the ledger before the next is dealt. Beside the limits, and the two in turn
/// beside each other; the figures are medians.
/// </summary>
internal static class MatchesBench
{
    private const int Rounds = 5;
    private const int PairsInProcess = 5_000;
    private const int PairsThroughNode = 150;
    private const double LimitInProcess = 0.2;  // ms
    private const double LimitNodeToNode = 2;   // ms
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync("bench matches: starting the system");
        await using var system = await LocalSystem.StartAsync(1, cancellationToken);
        using var client = new ArenaClient(system.ControlPlane);
        await InProcessAsync(cancellationToken);
        await ThroughNodeAsync(client, cancellationToken);

        List<double> here = [], there = [];
        for (var round = 1; round <= Rounds; round++)
        {
            await Console.Error.WriteLineAsync($"bench matches: round {round} of {Rounds}");
            here.Add(await InProcessAsync(cancellationToken));
            there.Add(await ThroughNodeAsync(client, cancellationToken));
        }

        const string inProcess = "refereed match with its record, in process";
        const string throughNode = "refereed match with its record, dealt to a node, one at a time";
        return
        [
            BenchRow.Of(inProcess, Median(here), "ms", "limit", LimitInProcess),
            BenchRow.Of(throughNode, Median(there), "ms", "limit", LimitNodeToNode),
            BenchRow.Of(throughNode, Median(there), "ms", "in process", Median(here)),
        ];
    }

    // Milliseconds a match.
    private static async Task<double> InProcessAsync(CancellationToken cancellationToken)
    {
        var definition = LeagueDocument.Parse(Document(PairsInProcess)).Definition!;
        var schedule = new RoundRobin(definition);
        var clock = Stopwatch.StartNew();
        for (var index = 0; index < schedule.Count; index++)
            await MatchRunner.PlayAsync(definition.MatchAt(schedule.At(index)), TimeProvider.System, cancellationToken);
        return clock.Elapsed.TotalMilliseconds / schedule.Count;
    }

    private static async Task<double> ThroughNodeAsync(ArenaClient client, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var league = await client.StartLeagueAsync(
            new StartLeagueRequest { Document = Document(PairsThroughNode), Id = $"bench-{Guid.NewGuid():n}" }, _patience, cancellationToken);
        await foreach (var _ in client.WatchLeagueAsync(league.Id, _patience, cancellationToken))
        {
            // The last message comes when the last result is in the ledger.
        }

        return clock.Elapsed.TotalMilliseconds / league.Matches;
    }

    private static string Document(int pairs) => string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "name": "bench", "game": "connect_four", "repetitions": {{pairs}}, "concurrency": 1,
          "agents": [{ "name": "a", "strategy": "random" }, { "name": "b", "strategy": "random" }]
        }
        """);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
