using System.Diagnostics;
using Arena.Client;

namespace Arena.Tests.EndToEnd.Systems;

/// <summary>Two replicas of the control plane, of which one is killed and the other paused, and their database killed too.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class ReplicaDeathTests
{
    private const int Matches = 3 * 4 * 2000;

    private const string Swiss = """
        {
          "name": "swiss-replicas", "game": "tic_tac_toe", "format": "swiss", "rounds": 4, "seed": 3, "repetitions": 2000,
          "agents": [
            "random", "greedy", { "name": "r2", "strategy": "random" }, { "name": "g2", "strategy": "greedy" },
            { "name": "r3", "strategy": "random" }, { "name": "g3", "strategy": "greedy" }
          ]
        }
        """;

    [Fact]
    public async Task Tournament_in_which_every_replica_is_killed_or_paused_has_the_table_of_one_without()
    {
        await using var arena = await RunningArena.StartAsync("--replicas", "2", "--Arena:Nodes=3", "--Arena:League=", "--no-dashboard");
        var league = await arena.StartLeagueAsync(Swiss);
        using var second = new ArenaClient(arena.Endpoint("controlplane-2", "grpc"));
        await PlayedAsync(second, league, Matches / 10);
        Signal("KILL", arena.ProcessOf("controlplane"));
        await PlayedAsync(second, league, Matches / 5); // so it goes on without

        // The other one owns the league by now, and believes so when it goes on.
        var other = arena.ProcessOf("controlplane-2");
        Signal("STOP", other);
        try
        {
            await PlayedAsync(arena.Client, league, Matches / 2);
        }
        finally
        {
            Signal("CONT", other);
        }

        Signal("KILL", arena.ProcessOf("postgres"));
        await arena.AssertWholeAsync(Swiss, league);
    }

    private static async Task PlayedAsync(ArenaClient client, string league, int matches)
    {
        await foreach (var standings in client.WatchLeagueAsync(league, RunningArena.Patience, RunningArena.Limit()))
        {
            if (standings.League.Played >= matches)
                return;
        }
    }

    private static void Signal(string signal, int process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process}"]);
        kill.WaitForExit();
    }
}
