using System.Diagnostics;

namespace Arena.Benchmarks.Ratings;

/// <summary>
/// Ratings at speed, each beside a plain implementation in the same run; in brackets what others publish for the same. And whether
/// intervals hold the truth as often as they claim.
/// </summary>
internal static class RatingsBench
{
    public static async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        var rows = new List<BenchRow>();
        Func<IEnumerable<BenchRow>>[] parts =
            [CommandBench.Run, FitBench.Run, OnlineBench.Run, SprtBench.Run, PgnBench.Run, CoverageBench.Run];
        foreach (var part in parts)
        {
            foreach (var row in part())
            {
                cancellationToken.ThrowIfCancellationRequested();
                await Console.Error.WriteLineAsync($"bench ratings: {row.What}");
                rows.Add(row);
            }
        }

        return rows;
    }

    /// <summary>The median time of some runs, after one that does not count.</summary>
    public static double Seconds<T>(int runs, Func<T> action)
    {
        if (runs > 1)
            action();
        var times = new double[runs];
        for (var run = 0; run < runs; run++)
        {
            var clock = Stopwatch.StartNew();
            action();
            times[run] = clock.Elapsed.TotalSeconds;
        }

        return times.Order().ElementAt(runs / 2);
    }
}
