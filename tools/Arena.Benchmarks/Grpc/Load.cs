using System.Diagnostics;

namespace Arena.Benchmarks.Grpc;

/// <summary>Keeps doing something for a while, and tells how often per second.</summary>
internal static class Load
{
    internal static async Task<double> RunAsync(TimeSpan time, int concurrency, Func<Task<long>> once)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(async () =>
        {
            var count = 0L;
            while (clock.Elapsed < time)
                count += await once();
            return count;
        })));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }
}
