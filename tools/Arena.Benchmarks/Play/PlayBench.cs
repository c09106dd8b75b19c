using System.Diagnostics;
using System.Globalization;
using Arena.Cli.Systems;
using Arena.Client;
using Arena.Contracts.V1;
using Arena.Core.Leagues.Document;
using Arena.Core.Leagues.Formats;
using Arena.Core.Matches;

namespace Arena.Benchmarks.Play;

/// <summary>
/// Tic-tac-toe between two random agents through the whole system (three nodes, ledger on), beside the same matches in
/// one process with nothing around them, and beside the whole system doing one match at a time. The three take turns;
/// the figures are medians.
/// </summary>
internal static class PlayBench
{
    private const int Nodes = 3;
    private const int Rounds = 3;
    private const int Pairs = 10_000;
    private const int PairsOneAtATime = 150;
    private const double MemoryLimitMB = 150;
    private const double StartLimitSeconds = 10;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        await Say("starting the system");
        var clock = Stopwatch.StartNew();
        await using var system = await LocalSystem.StartAsync(Nodes, cancellationToken);
        var startSeconds = clock.Elapsed.TotalSeconds;
        using var client = new ArenaClient(system.ControlPlane);

        await Say("warming up");
        await ThroughSystemAsync(client, Pairs / 2, concurrency: 0, cancellationToken);
        await InProcessAsync(Pairs, cancellationToken);

        List<double> whole = [], bare = [], single = [];
        for (var round = 1; round <= Rounds; round++)
        {
            await Say($"round {round} of {Rounds}");
            whole.Add(await ThroughSystemAsync(client, Pairs, concurrency: 0, cancellationToken));
            bare.Add(await InProcessAsync(Pairs, cancellationToken));
            single.Add(await ThroughSystemAsync(client, PairsOneAtATime, concurrency: 1, cancellationToken));
        }

        var audit = await client.AuditLedgerAsync(cancellationToken: cancellationToken);
        if (!audit.Valid)
            throw new Arena.Cli.CommandException($"the ledger is not whole: {audit.Fault}", Arena.Cli.ExitCode.Failed);
        var nodes = (await client.Nodes.ListAsync(new ListNodesRequest(), cancellationToken: cancellationToken)).Nodes;
        var what = $"end to end, {Nodes} nodes, ledger in {audit.Store}";
        return
        [
            BenchRow.Of(what, Median(whole), "matches/s", "in one process, no system", Median(bare)),
            BenchRow.Of(what, Median(whole), "matches/s", "one match at a time", Median(single)),
            BenchRow.Of("memory of the largest node", nodes.Max(n => n.WorkingSetBytes) / 1e6, "MB", "limit", MemoryLimitMB),
            BenchRow.Of("start to all healthy, new ledger", startSeconds, "s", "limit", StartLimitSeconds),
        ];
    }

    public static Task<double> ThroughSystemAsync(ArenaClient client, int pairs, int concurrency, CancellationToken cancellationToken) =>
        LeagueRun.MatchesPerSecondAsync(client, Document(pairs, concurrency), cancellationToken);

    private static async Task<double> InProcessAsync(int pairs, CancellationToken cancellationToken)
    {
        var definition = LeagueDocument.Parse(Document(pairs, concurrency: 0)).Definition!;
        var schedule = new Schedule(definition);
        var clock = Stopwatch.StartNew();
        await Parallel.ForAsync(0, schedule.Count, cancellationToken, async (index, token) =>
            await MatchRunner.PlayAsync(definition.MatchAt(schedule.At(index)), TimeProvider.System, token));
        return schedule.Count / clock.Elapsed.TotalSeconds;
    }

    private static string Document(int pairs, int concurrency) => string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "name": "bench", "game": "tic_tac_toe", "repetitions": {{pairs}}, "concurrency": {{concurrency}},
          "agents": [{ "name": "a", "strategy": "random" }, { "name": "b", "strategy": "random" }]
        }
        """);

    public static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static Task Say(string what) => Console.Error.WriteLineAsync($"bench play: {what}");
}
