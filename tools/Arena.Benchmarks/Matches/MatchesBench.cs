using System.Diagnostics;
using System.Globalization;
using Arena.Benchmarks.Play;
using Arena.Cli.Systems;
using Arena.Client;
using Arena.Contracts.V1;
using Arena.Core.Leagues.Document;
using Arena.Core.Leagues.Formats;
using Arena.Core.Matches;

namespace Arena.Benchmarks.Matches;

/// <summary>
/// What a refereed match with its record costs: Connect Four between two random agents in this process, and the same matches
/// dealt to a node one at a time, each recorded in the ledger before the next is dealt: in memory, and in the store that a
/// system has. Beside the limits, and in turn beside each other; the figures are medians.
/// </summary>
internal static class MatchesBench
{
    private const int Rounds = 5;
    private const int PairsInProcess = 5_000;
    private const int PairsThroughNode = 150;
    private const double LimitInProcess = 0.2;  // ms
    private const double LimitNodeToNode = 2;   // ms

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync("bench matches: starting two systems");
        string[] alone = ["--Arena:Nodes=1", "--Arena:League=", "--no-dashboard", "--Arena:Stores=none"];
        await using var inMemory = await LocalSystem.StartAsync(alone, cancellationToken);
        await using var durable = await LocalSystem.StartAsync(1, cancellationToken);
        using var inMemoryClient = new ArenaClient(inMemory.ControlPlane);
        using var durableClient = new ArenaClient(durable.ControlPlane);
        await InProcessAsync(cancellationToken);
        await ThroughNodeAsync(inMemoryClient, cancellationToken);
        await ThroughNodeAsync(durableClient, cancellationToken);

        List<double> here = [], there = [], kept = [];
        for (var round = 1; round <= Rounds; round++)
        {
            await Console.Error.WriteLineAsync($"bench matches: round {round} of {Rounds}");
            here.Add(await InProcessAsync(cancellationToken));
            there.Add(await ThroughNodeAsync(inMemoryClient, cancellationToken));
            kept.Add(await ThroughNodeAsync(durableClient, cancellationToken));
        }

        var store = (await durableClient.AuditLedgerAsync(cancellationToken: cancellationToken)).Store;
        const string inProcess = "refereed match with its record, in process";
        var throughStore = $"dealt to a node and back, one at a time, ledger in {store}";
        const string throughNode = "dealt to a node and back, one at a time, ledger in memory";
        return
        [
            BenchRow.Of(inProcess, Median(here), "ms", "limit", LimitInProcess),
            BenchRow.Of(throughNode, Median(there), "ms", "limit", LimitNodeToNode),
            BenchRow.Of(throughNode, Median(there), "ms", "in process", Median(here)),
            BenchRow.Of(throughStore, Median(kept), "ms", "ledger in memory", Median(there)),
        ];
    }

    // Milliseconds a match.
    private static async Task<double> InProcessAsync(CancellationToken cancellationToken)
    {
        var definition = LeagueDocument.Parse(Document(PairsInProcess)).Definition!;
        var schedule = new Schedule(definition);
        var clock = Stopwatch.StartNew();
        for (var index = 0; index < schedule.Count; index++)
            await MatchRunner.PlayAsync(definition.MatchAt(schedule.At(index)), TimeProvider.System, cancellationToken);
        return clock.Elapsed.TotalMilliseconds / schedule.Count;
    }

    private static async Task<double> ThroughNodeAsync(ArenaClient client, CancellationToken cancellationToken) =>
        1000 / await LeagueRun.MatchesPerSecondAsync(client, Document(PairsThroughNode), cancellationToken);

    private static string Document(int pairs) => string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "name": "bench", "game": "connect_four", "repetitions": {{pairs}}, "concurrency": 1,
          "agents": [{ "name": "a", "strategy": "random" }, { "name": "b", "strategy": "random" }]
        }
        """);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
