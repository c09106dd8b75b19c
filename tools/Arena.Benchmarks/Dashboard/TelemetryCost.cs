using System.Diagnostics;
using System.Globalization;
using Arena.Cli.Systems;
using Arena.Client;
using Arena.Contracts.V1;

namespace Arena.Benchmarks.Dashboard;

/// <summary>Matches per second with every service sending its telemetry to a dashboard, beside the same without; by turns.</summary>
internal static class TelemetryCost
{
    private const int Nodes = 3;
    private const int Turns = 2;
    private const int RoundsPerTurn = 3;
    private const int Pairs = 10_000;
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    public static async Task<BenchRow> MeasureAsync(CancellationToken cancellationToken)
    {
        List<double> with = [], without = [];
        for (var turn = 0; turn < Turns; turn++)
        {
            without.AddRange(await RunAsync(dashboard: false, cancellationToken));
            with.AddRange(await RunAsync(dashboard: true, cancellationToken));
        }

        return BenchRow.Of("whole system with telemetry and dashboard", Median(with), "matches/s", "without", Median(without));
    }

    private static async Task<IReadOnlyList<double>> RunAsync(bool dashboard, CancellationToken cancellationToken)
    {
        await using var system = await LocalSystem.StartAsync(
            [$"--Arena:Nodes={Nodes}", "--Arena:League=", $"--Arena:Dashboard={dashboard}"], cancellationToken);
        using var client = new ArenaClient(system.ControlPlane);
        await PlayAsync(client, cancellationToken);
        var rates = new List<double>();
        for (var round = 0; round < RoundsPerTurn; round++)
            rates.Add(await PlayAsync(client, cancellationToken));
        return rates;
    }

    private static async Task<double> PlayAsync(ArenaClient client, CancellationToken cancellationToken)
    {
        var document = string.Create(CultureInfo.InvariantCulture, $$"""
            { "name": "bench", "game": "tic_tac_toe", "repetitions": {{Pairs}}, "agents": [{ "name": "a", "strategy": "random" }, { "name": "b", "strategy": "random" }] }
            """);
        var clock = Stopwatch.StartNew();
        var league = await client.StartLeagueAsync(new StartLeagueRequest { Document = document, Id = $"bench-{Guid.NewGuid():n}" }, _patience, cancellationToken);
        await foreach (var _ in client.WatchLeagueAsync(league.Id, _patience, cancellationToken))
        {
            // The last message comes when the last result is in the ledger.
        }

        return league.Matches / clock.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
