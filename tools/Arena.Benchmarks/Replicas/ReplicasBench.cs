using System.Globalization;
using Arena.Benchmarks.Api;
using Arena.Benchmarks.Grpc;
using Arena.Benchmarks.Hosting;
using Arena.Benchmarks.Play;
using Arena.Cli.Backups;
using Arena.Cli.Systems;
using Arena.Client;

namespace Arena.Benchmarks.Replicas;

/// <summary>
/// Two replicas of the control plane beside one, on PostgreSQL, in turn: a league through the whole system, tasks handed out and results
/// taken in; how long decisions wait when the one that makes them is gone; and the heartbeats of ten thousand workers. With a database in
/// <c>ConnectionStrings__arenadb</c> it is on that one's server, and without the league. <c>ARENA_REPLICAS_PARTS</c> names some of
/// <c>gaps,rates,beats,league</c> where not all are wanted.
/// </summary>
internal static class ReplicasBench
{
    private const int WarmUpRounds = 4, Rounds = 5;
    private const int Pairs = 10_000;
    private const int Gaps = 3;
    private const int ManyWorkers = 10_000;
    private const double AssignmentsWanted = 2_000, ResultsWanted = 10_000, GapLimit = 3, BeatLimit = 50;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        if (!FreshDatabase.IsServerGiven)
            await Say("starting a system with one replica, also for its PostgreSQL");
        await using var single = FreshDatabase.IsServerGiven ? null : await StartAsync(replicas: 1, cancellationToken);
        var server = Database.Find(given: null).Settings.ConnectionString;
        var rows = new List<BenchRow>();
        if (IsWanted("gaps"))
            rows.AddRange(await GapsAsync(server, cancellationToken));
        if (IsWanted("rates"))
            rows.AddRange(await RatesAsync(server, cancellationToken));
        if (IsWanted("beats"))
            rows.AddRange(await BeatsAsync(server, cancellationToken));
        if (single is not null && IsWanted("league"))
            rows.Add(await WholeAsync(single, cancellationToken));
        return rows;
    }

    private static bool IsWanted(string part) =>
        Environment.GetEnvironmentVariable("ARENA_REPLICAS_PARTS") is not { Length: > 0 } parts || parts.Split(',').Contains(part);

    private static async Task<BenchRow[]> RatesAsync(string server, CancellationToken cancellationToken)
    {
        var (own, shared) = (await SettingsAsync(server, "rate_of_one", cancellationToken),
            await SettingsAsync(server, "rate_of_two", cancellationToken));
        await using var alone = await ApiProcess.ControlPlaneAsync(cancellationToken, own);
        await using var first = await ApiProcess.ControlPlaneAsync(cancellationToken, shared);
        await using var second = await ApiProcess.ControlPlaneAsync(cancellationToken, shared);
        using var ofOne = await WorkRate.OfAsync([alone.Grpc], cancellationToken);
        using var ofTwo = await WorkRate.OfAsync([first.Grpc, second.Grpc], cancellationToken);
        await using var inserts = await BareInserts.InAsync(
            await FreshDatabase.CreateAsync(server, "inserts", cancellationToken), cancellationToken);
        var samples = new Samples();
        for (var round = 1 - WarmUpRounds; round <= Rounds; round++)
        {
            await Say(round < 1 ? "handing out and taking in, to warm up" : $"handing out and taking in, round {round} of {Rounds}");
            var one = await ofOne.MeasureAsync(cancellationToken);
            var two = await ofTwo.MeasureAsync(cancellationToken);
            var bare = await inserts.MeasureAsync(cancellationToken);
            await Say($"  tasks/s {one.Assignments:0} and {two.Assignments:0}, results/s {one.Results:0} and {two.Results:0}");
            if (round < 1)
                continue;
            samples.Add("assignments of one", one.Assignments);
            samples.Add("assignments of two", two.Assignments);
            samples.Add("results of one", one.Results);
            samples.Add("results of two", two.Results);
            samples.Add("bare inserts", bare);
        }

        var (assignments, assignmentsOfOne) = samples.MedianPair("assignments of two", "assignments of one");
        var (results, resultsOfOne) = samples.MedianPair("results of two", "results of one");
        var (beside, inserted) = samples.MedianPair("results of two", "bare inserts");
        return
        [
            BenchRow.Of("two replicas hand out", assignments, "tasks/s", "one replica", assignmentsOfOne),
            BenchRow.Of("two replicas hand out", assignments, "tasks/s", "wanted", AssignmentsWanted),
            BenchRow.Of("two replicas take in, durable", results, "results/s", "one replica", resultsOfOne),
            BenchRow.Of("two replicas take in, durable", results, "results/s", "wanted", ResultsWanted),
            BenchRow.Of("two replicas take in, durable", beside, "results/s", "PostgreSQL, as many bare rows", inserted),
        ];
    }

    private static async Task<BenchRow[]> GapsAsync(string server, CancellationToken cancellationToken)
    {
        List<double> killed = [], paused = [];
        var (refused, zombies) = (0, 0L);
        for (var round = 1; round <= Gaps; round++)
        {
            await Say($"killing and pausing who decides, round {round} of {Gaps}");
            await using (var gap = await GapAsync())
                killed.Add(await gap.KillAsync(cancellationToken));
            await using (var gap = await GapAsync())
            {
                paused.Add(await gap.PauseAsync(cancellationToken));
                refused += gap.Refused;
                zombies += gap.Zombies;
            }

            await Say($"  {killed[^1]:0.00} s and {paused[^1]:0.00} s");
        }

        return
        [
            BenchRow.Of($"longest of {Gaps} gaps in decisions, owner killed", killed.Max(), "s", "limit", GapLimit),
            BenchRow.Of($"longest of {Gaps} gaps in decisions, owner paused", paused.Max(), "s", "limit", GapLimit),
            BenchRow.Of($"writes of {Gaps} who woke, refused", refused, "writes", "tried", Gaps),
            BenchRow.Of($"writes of {Gaps} who woke, in the ledger", zombies, "writes", "tried", Gaps),
        ];

        async Task<DecisionGap> GapAsync() => new(await SettingsAsync(server, "gap", cancellationToken));
    }

    private static async Task<BenchRow[]> BeatsAsync(string server, CancellationToken cancellationToken)
    {
        var settings = await SettingsAsync(server, "beats", cancellationToken);
        await using var first = await ApiProcess.ControlPlaneAsync(cancellationToken, settings);
        await using var second = await ApiProcess.ControlPlaneAsync(cancellationToken, settings);
        await Say($"{ManyWorkers:#,0} workers come");
        var (p99, rate) = await Heartbeats.MeasureAsync([first.Grpc, second.Grpc], ManyWorkers, cancellationToken);
        var what = $"{ManyWorkers:#,0} workers";
        return
        [
            BenchRow.Of($"a heartbeat of {what} and the ledger's answer behind it, p99", p99, "ms", "limit", BeatLimit),
            BenchRow.Of($"heartbeats of {what}", rate, "beats/s", "wanted", ManyWorkers),
        ];
    }

    private static async Task<BenchRow> WholeAsync(LocalSystem single, CancellationToken cancellationToken)
    {
        await Say("starting a system with two replicas");
        await using var pair = await StartAsync(replicas: 2, cancellationToken);
        using var first = new ArenaClient(single.ControlPlane);
        using var second = new ArenaClient(pair.ControlPlane);
        await Say("warming up");
        await PlayBench.ThroughSystemAsync(first, Pairs / 2, concurrency: 0, cancellationToken);
        await PlayBench.ThroughSystemAsync(second, Pairs / 2, concurrency: 0, cancellationToken);

        List<double> ofOne = [], ofTwo = [];
        for (var round = 1; round <= Rounds; round++)
        {
            await Say($"whole leagues, round {round} of {Rounds}");
            ofOne.Add(await PlayBench.ThroughSystemAsync(first, Pairs, concurrency: 0, cancellationToken));
            ofTwo.Add(await PlayBench.ThroughSystemAsync(second, Pairs, concurrency: 0, cancellationToken));
        }

        return BenchRow.Of(
            "two replicas, three nodes", PlayBench.Median(ofTwo), "matches/s", "one replica, three nodes", PlayBench.Median(ofOne));
    }

    private static Task<LocalSystem> StartAsync(int replicas, CancellationToken cancellationToken) => LocalSystem.StartAsync(
        [$"--replicas={replicas}", "--Arena:Nodes=3", "--Arena:League=", "--no-dashboard"], cancellationToken);

    // Workers that wait for their turn say nothing meanwhile.
    private static async Task<(string Name, string Value)[]> SettingsAsync(
        string server, string name, CancellationToken cancellationToken) =>
    [
        (FreshDatabase.Setting, await FreshDatabase.CreateAsync(server, name, cancellationToken)),
        ("Work__Lease", TimeSpan.FromMinutes(10).ToString("c", CultureInfo.InvariantCulture)),
    ];

    private static Task Say(string what) => Console.Error.WriteLineAsync($"bench replicas: {what}");
}
