using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Arena.Cli.Systems;
using Arena.Core.Primitives;

namespace Arena.Benchmarks.Ratings;

/// <summary>The command line as a process of its own: processor time, user's and system's, from its start to its end.</summary>
internal static partial class CommandBench
{
    private const int Runs = 5;
    private const double FirstLine = 0.15, Rated = 0.35;

    public static IEnumerable<BenchRow> Run()
    {
        foreach (var command in new[] { "--help", "rate --help", "games --help" })
            yield return BenchRow.Of($"arena {command}, processor time", Seconds(command), "s", "limit", FirstLine);
        var file = Path.Combine(Path.GetTempPath(), $"arena-bench-{Environment.ProcessId}.pgn");
        try
        {
            using (var pgn = File.CreateText(file))
                MadeUpGames.WriteHeaders(pgn, MadeUpGames.Dense(100, 100_000, new Seed(7)));
            yield return BenchRow.Of(
                "arena rate of 100,000 games, PGN without moves, with intervals, processor time (Ordo: 0.13, with errors 14.9)",
                Seconds($"rate '{file}'"), "s", "limit", Rated);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static double Seconds(string command)
    {
        var times = Enumerable.Range(0, Runs).Select(_ => Once(command)).Order().ToArray();
        return times[Runs / 2];
    }

    // A process that has ended tells no times of its own; the shell that started it does.
    private static double Once(string command)
    {
        var program = Path.Combine(Checkout.Root, "artifacts", "bin", "Arena.Cli", "release", "Arena.Cli.dll");
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", $"dotnet '{program}' {command} > /dev/null && times"])
        {
            RedirectStandardOutput = true,
        })!;
        var lines = shell.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        shell.WaitForExit();
        if (shell.ExitCode != 0)
            throw new InvalidOperationException($"'arena {command}' ended with {shell.ExitCode}");
        return Times().Matches(lines[^1]).Sum(time => 60 * Number(time.Groups[1]) + Number(time.Groups[2]));
    }

    private static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\d+)m([\d.]+)s")]
    private static partial Regex Times();
}
