using System.Net.Http.Headers;
using Arena.Benchmarks.Grpc;

namespace Arena.Benchmarks.Api;

/// <summary>
/// What the API costs above a bare Kestrel that sends as many bytes, each in a process of its own, over HTTP/1.1 on loopback; how slow one
/// of a hundred reads is at half of what it can do; and how long an event takes to the last of a thousand watchers. Cases take turns,
/// round by round; the round with the middle ratio counts.
/// </summary>
internal static class ApiBench
{
    private const int WarmUps = 1;
    private const int Rounds = 5;
    private const int Callers = 16;
    private const int ManyWatchers = 1_000;
    private static readonly TimeSpan _turn = TimeSpan.FromSeconds(0.5);

    private static readonly Dictionary<string, string> _reads = new()
    {
        ["a league"] = "/v1/leagues/bench",
        ["a page of 50 agents"] = "/v1/agents",
        ["the standings"] = "/v1/leagues/bench/standings",
    };

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        await using var server = await ApiProcess.ControlPlaneAsync(cancellationToken);
        await using var floor = await ApiProcess.FloorAsync(cancellationToken);
        using var http = new HttpClient { BaseAddress = server.Address };
        await StartLeagueAsync(http, cancellationToken);
        var rows = new List<BenchRow>();
        foreach (var (name, path) in _reads)
        {
            await Console.Error.WriteLineAsync($"api: {name}");
            using var reads = new Reads(new Uri(server.Address, path));
            using var bare = new Reads(new Uri(floor.Address, $"/{await reads.SizeAsync()}"));
            rows.AddRange(await MeasureAsync(name, reads, bare, cancellationToken));
        }

        await Console.Error.WriteLineAsync("api: events");
        rows.Add(await WatchAsync(server.Address, http, cancellationToken));
        return rows;
    }

    private static async Task<BenchRow[]> MeasureAsync(string name, Reads reads, Reads bare, CancellationToken cancellationToken)
    {
        var samples = new Samples();
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rate = await Load.RunAsync(_turn, Callers, reads.OnceAsync);
            var bareRate = await Load.RunAsync(_turn, Callers, bare.OnceAsync);
            var slow = await reads.SlowestOfHundredAsync(rate / 2, _turn);
            var bareSlow = await bare.SlowestOfHundredAsync(rate / 2, _turn);
            if (round < WarmUps)
                continue;
            samples.Add("rate", rate);
            samples.Add("bare rate", bareRate);
            samples.Add("slow", slow);
            samples.Add("bare slow", bareSlow);
        }

        var (value, baseline) = samples.MedianPair("rate", "bare rate");
        var (late, bareLate) = samples.MedianPair("slow", "bare slow");
        return
        [
            BenchRow.Of($"reads of {name}, {Callers} at once", value, "reads/s", "bare Kestrel, as many bytes", baseline),
            BenchRow.Of($"reads of {name} at half load, p99", late, "ms", "bare Kestrel, the same rate", bareLate),
        ];
    }

    private static async Task<BenchRow> WatchAsync(Uri server, HttpClient http, CancellationToken cancellationToken)
    {
        var events = new Uri(server, "/v1/events");
        var many = await HeardAsync(events, ManyWatchers, http, cancellationToken);
        var one = await HeardAsync(events, 1, http, cancellationToken);
        return BenchRow.Of($"an event to the last of {ManyWatchers} watchers", many, "ms", "to one watcher", one);
    }

    // The middle of some: each is a pause or a resumption, which the ledger tells.
    private static async Task<double> HeardAsync(Uri events, int watchers, HttpClient http, CancellationToken cancellationToken)
    {
        const int times = 21;
        using var open = await Watchers.OpenAsync(events, watchers, cancellationToken);
        var taken = new List<double>();
        for (var time = 0; time < times; time++)
        {
            var change = time % 2 == 0 ? "pause" : "resume";
            taken.Add(await open.HeardAsync(() => http.PostAsync($"/v1/leagues/bench/{change}", content: null, cancellationToken)));
        }

        await http.PostAsync("/v1/leagues/bench/resume", content: null, cancellationToken);
        return taken.Order().ElementAt(times / 2);
    }

    private static async Task StartLeagueAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var document = new StringContent(
            """{ "name": "bench", "game": "ipd", "agents": ["tit-for-tat", "grim", "random", "cooperator", "defector"] }""",
            new MediaTypeHeaderValue("application/json"));
        using var answer = await http.PostAsync("/v1/leagues?id=bench", document, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
