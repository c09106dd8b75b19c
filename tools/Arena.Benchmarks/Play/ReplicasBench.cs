using Arena.Cli.Systems;
using Arena.Client;

namespace Arena.Benchmarks.Play;

/// <summary>The same league through a system with two replicas of the control plane and through one with one, in turn; medians.</summary>
internal static class ReplicasBench
{
    private const int Rounds = 5;
    private const int Pairs = 10_000;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        await Say("starting two systems");
        await using var single = await StartAsync(replicas: 1, cancellationToken);
        await using var pair = await StartAsync(replicas: 2, cancellationToken);
        using var first = new ArenaClient(single.ControlPlane);
        using var second = new ArenaClient(pair.ControlPlane);
        await Say("warming up");
        await PlayBench.ThroughSystemAsync(first, Pairs / 2, concurrency: 0, cancellationToken);
        await PlayBench.ThroughSystemAsync(second, Pairs / 2, concurrency: 0, cancellationToken);

        List<double> ofOne = [], ofTwo = [];
        for (var round = 1; round <= Rounds; round++)
        {
            await Say($"round {round} of {Rounds}");
            ofOne.Add(await PlayBench.ThroughSystemAsync(first, Pairs, concurrency: 0, cancellationToken));
            ofTwo.Add(await PlayBench.ThroughSystemAsync(second, Pairs, concurrency: 0, cancellationToken));
        }

        return
        [
            BenchRow.Of(
                "two replicas, three nodes", PlayBench.Median(ofTwo), "matches/s", "one replica, three nodes", PlayBench.Median(ofOne)),
        ];
    }

    private static Task<LocalSystem> StartAsync(int replicas, CancellationToken cancellationToken) => LocalSystem.StartAsync(
        [$"--replicas={replicas}", "--Arena:Nodes=3", "--Arena:League=", "--no-dashboard"], cancellationToken);

    private static Task Say(string what) => Console.Error.WriteLineAsync($"bench replicas: {what}");
}
