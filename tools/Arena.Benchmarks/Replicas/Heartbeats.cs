using System.Diagnostics;
using Arena.Contracts.Channels;
using Grpc.Net.Client;

namespace Arena.Benchmarks.Replicas;

/// <summary>
/// Many workers with a stream each, all of which say once a second that they are there; and how long it takes until a heartbeat has been
/// taken in. It has no answer: behind some of them a result of no task is sent, whose answer comes after it was looked up in the ledger.
/// </summary>
internal static class Heartbeats
{
    private const int WorkersOnChannel = 500;
    private const int Coming = 64;
    private const int WarmUpSeconds = 20, Seconds = 10;
    private const int SamplesASecond = 100;
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    /// <summary>The 99th percentile, in ms, and how many beats a second there really were.</summary>
    public static async Task<(double P99, double Rate)> MeasureAsync(
        IReadOnlyList<Uri> replicas, int count, CancellationToken cancellationToken)
    {
        var many = (count + WorkersOnChannel - 1) / WorkersOnChannel;
        GrpcChannel[] channels = [.. Enumerable.Range(0, many).Select(i => ArenaChannel.Open(replicas[i % replicas.Count]))];
        var workers = new Worker[count];
        try
        {
            await Parallel.ForAsync(
                0, count, new ParallelOptions { MaxDegreeOfParallelism = Coming, CancellationToken = cancellationToken },
                async (i, token) => workers[i] = await Worker.ComeAsync(channels[i % channels.Length], $"beat-{i}", 1, token));
            await Console.Error.WriteLineAsync("bench replicas: all have come");
            await BeatAsync(workers, [], WarmUpSeconds, cancellationToken);
            var times = new List<double>();
            var clock = Stopwatch.StartNew();
            await BeatAsync(workers, times, Seconds, cancellationToken);
            return (times.Order().ElementAt(times.Count * 99 / 100), (double)count * Seconds / clock.Elapsed.TotalSeconds);
        }
        finally
        {
            foreach (var worker in workers)
                worker?.Dispose();
            foreach (var channel in channels)
                channel.Dispose();
        }
    }

    // A tenth of a second's workers at a time, as they would be spread; every hundredth one is a sample.
    private static async Task BeatAsync(Worker[] workers, List<double> times, int seconds, CancellationToken cancellationToken)
    {
        const int parts = 100;
        using var timer = new PeriodicTimer(_interval / parts);
        var samples = new List<Task<double>>();
        for (var part = 0; part < parts * seconds; part++)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            for (var i = part % parts; i < workers.Length; i += parts)
            {
                if (i / parts % (workers.Length / SamplesASecond) == part / parts)
                    samples.Add(SampleAsync(workers[i], cancellationToken));
                else
                    await workers[i].BeatAsync(cancellationToken);
            }
        }

        times.AddRange(await Task.WhenAll(samples));
    }

    private static async Task<double> SampleAsync(Worker worker, CancellationToken cancellationToken)
    {
        var (before, start) = (worker.Acknowledged, Stopwatch.GetTimestamp());
        await worker.BeatAsync(cancellationToken);
        await worker.SendUnknownAsync(cancellationToken);
        while (worker.Acknowledged == before)
            await Task.Delay(1, cancellationToken);
        return Stopwatch.GetElapsedTime(start, worker.Last).TotalMilliseconds;
    }
}
