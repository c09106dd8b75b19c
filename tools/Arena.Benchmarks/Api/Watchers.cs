using System.Diagnostics;

namespace Arena.Benchmarks.Api;

/// <summary>Open streams of events, and how long it takes until all of them have heard.</summary>
internal sealed class Watchers : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { ActivityHeadersPropagator = null, MaxConnectionsPerServer = 2_000 })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly List<StreamReader> _streams = [];

    public static async Task<Watchers> OpenAsync(Uri events, int count, string key, CancellationToken cancellationToken)
    {
        var watchers = new Watchers();
        watchers._http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        for (var opened = 0; opened < count; opened++)
        {
            var answer = await watchers._http.GetAsync(events, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            answer.EnsureSuccessStatusCode();
            watchers._streams.Add(new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken)));
        }

        return watchers;
    }

    /// <summary>Milliseconds from what is done until the last watcher has heard of it.</summary>
    public async Task<double> HeardAsync(Func<Task> happen)
    {
        var clock = Stopwatch.StartNew();
        var heard = Task.WhenAll(_streams.Select(async stream =>
        {
            await ReadEventAsync(stream);
            return clock.Elapsed.TotalMilliseconds;
        }));
        await happen();
        return (await heard).Max();
    }

    /// <summary>Each hears one event more.</summary>
    public Task HearAsync() => Task.WhenAll(_streams.Select(ReadEventAsync));

    private static async Task ReadEventAsync(StreamReader stream)
    {
        var isData = false;
        while (await stream.ReadLineAsync() is { } line)
        {
            if (line.Length == 0 && isData)
                return;
            isData |= line.StartsWith("data: ", StringComparison.Ordinal);
        }

        throw new IOException("a stream of events has ended");
    }

    public void Dispose()
    {
        _streams.ForEach(stream => stream.Dispose());
        _http.Dispose();
    }
}
