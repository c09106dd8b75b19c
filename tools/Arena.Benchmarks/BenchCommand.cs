using System.Globalization;
using Arena.Benchmarks.Api;
using Arena.Benchmarks.Federation;
using Arena.Benchmarks.Games;
using Arena.Benchmarks.Grpc;
using Arena.Benchmarks.Hosting;
using Arena.Benchmarks.Learning;
using Arena.Benchmarks.Ledger;
using Arena.Benchmarks.Matches;
using Arena.Benchmarks.Play;
using Arena.Benchmarks.Ratings;
using Arena.Benchmarks.Pairing;
using Arena.Benchmarks.Replicas;
using Arena.Benchmarks.Uci;
using Arena.Cli;
using Arena.Cli.Output;

namespace Arena.Benchmarks;

/// <summary><c>arena bench [NAME]… [--json] [--games N]</c>.</summary>
internal static class BenchCommand
{
    private static Dictionary<string, Func<CancellationToken, Task<IReadOnlyList<BenchRow>>>> Benches(int fairnessGames) => new()
    {
        ["play"] = PlayBench.RunAsync,
        ["replicas"] = ReplicasBench.RunAsync,
        ["ledger"] = LedgerBench.RunAsync,
        ["api"] = ApiBench.RunAsync,
        ["grpc"] = GrpcBench.RunAsync,
        ["hosting"] = HostingBench.RunAsync,
        ["uci"] = cancellationToken => UciBench.RunAsync(fairnessGames, cancellationToken),
        ["games"] = GamesBench.RunAsync,
        ["matches"] = MatchesBench.RunAsync,
        ["ratings"] = RatingsBench.RunAsync,
        ["pairing"] = PairingBench.RunAsync,
        ["federation"] = FederationBench.RunAsync,
        ["learning"] = LearningBench.RunAsync,
    };

    public static async Task<int> RunAsync(string[] args)
    {
        var json = args.Contains("--json");
        var (names, fairnessGames) = TakeGames([.. args.Where(a => a != "--json")]);
        if (fairnessGames < 2)
        {
            await Console.Error.WriteLineAsync("arena bench: --games: wanted a whole number from 2");
            return ExitCode.Usage;
        }

        var benches = Benches(fairnessGames);
        var known = $"benchmarks: {string.Join(", ", benches.Keys)}. "
            + "Options: --json, --games N (of uci: how many are played for time losses)";
        if (names.Contains("--help"))
        {
            Console.WriteLine($"arena bench [NAME]…: runs these, or all. There are {known}");
            return ExitCode.Done;
        }

        if (names.FirstOrDefault(n => !benches.ContainsKey(n)) is { } unknown)
        {
            await Console.Error.WriteLineAsync($"arena bench: there is no '{unknown}'; {known}");
            return ExitCode.Usage;
        }

        using var interrupted = new CancellationTokenSource();
        using var signals = Interrupt.On(interrupted);
        try
        {
            var rows = new List<BenchRow>();
            foreach (var name in names.Length > 0 ? names : [.. benches.Keys])
                rows.AddRange(await benches[name](interrupted.Token));
            Write(rows, json);
            return ExitCode.Done;
        }
        catch (CommandException failure)
        {
            await Console.Error.WriteLineAsync($"arena bench: {failure.Message}");
            return failure.ExitCode;
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("arena bench: interrupted");
            return ExitCode.Failed;
        }
    }

    // The names without "--games N", and N; 0 when it is no number.
    private static (string[] Names, int Games) TakeGames(string[] words)
    {
        var at = Array.IndexOf(words, "--games");
        if (at < 0)
            return (words, FairnessBench.UsualGames);
        var text = words.ElementAtOrDefault(at + 1);
        _ = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var games);
        return ([.. words.Where((_, index) => index != at && index != at + 1)], games);
    }

    private static void Write(IReadOnlyList<BenchRow> rows, bool json)
    {
        if (json)
        {
            Console.WriteLine(ReportJson.Of(rows));
            return;
        }

        TextTable.Write(
            ["What", ">Measured", "Unit", "Compared with", ">Its figure", ">Ratio"],
            rows.Select(Cells));
    }

    private static object[] Cells(BenchRow row) =>
    [
        row.What,
        Number(row.Value),
        row.Unit,
        row.Baseline,
        Number(row.BaselineValue),
        row.Ratio.ToString("0.####", CultureInfo.InvariantCulture),
    ];

    private static string Number(double value) => value.ToString(value >= 100 ? "#,0" : "0.0##", CultureInfo.InvariantCulture);
}
