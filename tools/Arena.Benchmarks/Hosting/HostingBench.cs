using System.Diagnostics;
using Arena.Cli.Systems;

namespace Arena.Benchmarks.Hosting;

/// <summary>
/// <c>arena bench hosting</c>: from the start of the real AppHost (dashboard, new ledger, three nodes) to all healthy, beside the own starts of a
/// control plane and a node, one after the other with nothing around them; and from the death of a node to its health. Medians.
/// </summary>
internal static class HostingBench
{
    private const int Rounds = 3;
    private const double StartLimitSeconds = 8;
    private const double RestartLimitSeconds = 5;
    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(20);

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        List<double> whole = [], bare = [], restarts = [];
        for (var round = 1; round <= Rounds; round++)
        {
            await Console.Error.WriteLineAsync($"bench hosting: round {round} of {Rounds}");
            bare.Add(await BareStart.SecondsAsync(cancellationToken));
            var clock = Stopwatch.StartNew();
            await using var system = await LocalSystem.StartAsync(["--Arena:Nodes=3", "--Arena:League="], cancellationToken);
            whole.Add(clock.Elapsed.TotalSeconds);
            restarts.Add(await RestartAsync(system, "node-2", cancellationToken));
        }

        const string start = "AppHost: start to all healthy";
        return
        [
            BenchRow.Of(start, Median(whole), "s", "control plane and node alone", Median(bare)),
            BenchRow.Of(start, Median(whole), "s", "limit", StartLimitSeconds),
            BenchRow.Of("node: kill -9 to healthy", Median(restarts), "s", "limit", RestartLimitSeconds),
        ];
    }

    private static async Task<double> RestartAsync(LocalSystem system, string instance, CancellationToken cancellationToken)
    {
        var victim = Instance().Pid!.Value;
        using (var process = Process.GetProcessById(victim))
            process.Kill();
        var clock = Stopwatch.StartNew();
        while (Instance() is not { State: "Running", Health: "Healthy", Pid: { } pid } || pid == victim)
            await Task.Delay(_poll, cancellationToken);
        return clock.Elapsed.TotalSeconds;

        RunFile.Resource Instance() => system.Run!.Resources.Single(r => r.Instance == instance);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
