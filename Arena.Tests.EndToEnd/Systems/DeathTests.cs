using System.Diagnostics;
using Arena.Hosting.Processes;

namespace Arena.Tests.EndToEnd.Systems;

/// <summary>Processes are killed in the middle of a league, which must not show in its result.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class DeathTests
{
    private const int Matches = 20_000;

    private const string Document = """
        { "name": "death", "game": "tic_tac_toe", "seed": 7, "repetitions": 10000, "agents": ["random", "greedy"] }
        """;

    [Fact]
    public async Task League_in_which_a_node_and_the_control_plane_are_killed_loses_nothing_and_the_node_comes_back()
    {
        await using var arena = await RunningArena.StartAsync(nodes: 3);
        var league = await arena.StartLeagueAsync(Document);
        await arena.PlayedAsync(league, Matches / 10);
        var victim = arena.ProcessOf("node-2");
        Kill(victim);
        await arena.PlayedAsync(league, Matches / 3);
        Kill(arena.ProcessOf("controlplane"));
        await arena.AssertWholeAsync(Document, league);
        await Eventually.IsTrueAsync(
            () =>
                arena.Run.Resources.Single(r =>
                    r.Instance == "node-2") is { State: "Running", Health: "Healthy", Pid: { } pid } && pid != victim,
            "node-2 runs again");
    }

    [Fact]
    public async Task Swiss_tournament_in_which_a_node_and_the_control_plane_are_killed_has_the_pairings_and_the_table_of_one_without()
    {
        const string swiss = """
            {
              "name": "swiss-death", "game": "tic_tac_toe", "format": "swiss", "rounds": 5, "seed": 3, "repetitions": 2000,
              "agents": [
                "random", "greedy", { "name": "r2", "strategy": "random" }, { "name": "g2", "strategy": "greedy" },
                { "name": "r3", "strategy": "random" }, { "name": "g3", "strategy": "greedy" }, { "name": "r4", "strategy": "random" }
              ]
            }
            """;
        await using var arena = await RunningArena.StartAsync(nodes: 2);
        var league = await arena.StartLeagueAsync(swiss);
        await arena.PlayedAsync(league, 4_000);
        Kill(arena.ProcessOf("controlplane"));
        await arena.PlayedAsync(league, 9_000);
        Kill(arena.ProcessOf("node-1"));
        await arena.AssertWholeAsync(swiss, league);
    }

    [Fact]
    public async Task Nothing_outlives_an_AppHost_that_is_killed()
    {
        await using var arena = await RunningArena.StartAsync(nodes: 2);
        var processes = arena.ProcessTree();
        Assert.True(processes.Count >= 5, "the AppHost, the control plane, the federation and two nodes");
        Kill(arena.ProcessId);
        foreach (var process in processes)
            await Eventually.IsGoneAsync(process);
    }

    [Fact]
    public async Task Nothing_outlives_an_orchestrator_that_is_killed()
    {
        await using var arena = await RunningArena.StartAsync(nodes: 2);
        var processes = arena.ProcessTree();
        foreach (var orchestrator in Descendants.OrchestratorOf(arena.ProcessId))
        {
            foreach (var process in ProcessTable.ChildrenOf(orchestrator).Where(Descendants.IsOrchestrator).Prepend(orchestrator))
                Descendants.Kill(process);
        }

        foreach (var process in processes)
            await Eventually.IsGoneAsync(process);
    }

    [Fact]
    public async Task Nothing_is_left_after_a_stop_in_the_middle_of_a_league()
    {
        var arena = await RunningArena.StartAsync(nodes: 2);
        var processes = arena.ProcessTree();
        await arena.PlayedAsync(await arena.StartLeagueAsync(Document), 1);
        await arena.DisposeAsync();
        foreach (var process in processes)
            await Eventually.IsGoneAsync(process);
    }

    private static void Kill(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
    }
}
