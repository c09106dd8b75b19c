using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Arena.Benchmarks.Grpc;
using Arena.Benchmarks.Hosting;
using Arena.Cli.Backups;
using Arena.Cli.Systems;

namespace Arena.Benchmarks.Api;

/// <summary>
/// What the API costs above a bare Kestrel that sends as many bytes, each in a process of its own, over HTTP/1.1 on loopback: with its
/// ledger in PostgreSQL, and a key of the ledger in every call. How slow one of a hundred reads is at half of what it can do; how long an
/// event takes to the last of a thousand watchers; and what a page costs that a thousand watch. Cases take turns, round by round; the
/// round with the middle ratio counts. With a database in <c>ConnectionStrings__arenadb</c> it is on that one's server.
/// </summary>
internal static class ApiBench
{
    private const int WarmUpReads = 10_000; // by number: on a busy machine a second is few of them
    private const int Rounds = 5;
    private const int Callers = 16;
    private const int ManyWatchers = 1_000, FewWatchers = 10;
    private const double LateLimit = 10;
    private const string Counted = "1000000"; // calls are counted, and none is too many
    private static readonly TimeSpan _turn = TimeSpan.FromSeconds(0.5);

    private static readonly Dictionary<string, string> _reads = new()
    {
        ["a league"] = "/v1/leagues/bench",
        ["a page of 50 agents"] = "/v1/agents",
        ["the standings"] = "/v1/leagues/bench/standings",
    };

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        await using var system = FreshDatabase.IsServerGiven ? null : await LocalSystem.StartAsync(nodes: 1, cancellationToken);
        var database = await FreshDatabase.CreateAsync(
            Database.Find(given: null).Settings.ConnectionString, "api", cancellationToken);
        var admin = Guid.NewGuid().ToString("n");
        await using var server = await ApiProcess.ControlPlaneAsync(
            cancellationToken, (FreshDatabase.Setting, database), ("Access__Required", "true"), ("Access__AdminKey", admin),
            ("Limits__PerKey", Counted), ("Limits__PerTenant", Counted));
        await using var floor = await ApiProcess.FloorAsync(cancellationToken);
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", admin);
        await StartLeagueAsync(http, cancellationToken);
        var key = await CreateKeyAsync(http, cancellationToken);
        var rows = new List<BenchRow>();
        foreach (var path in _reads.Values) // what one measures first would else pay for what all have in common
        {
            using var reads = new Reads(new Uri(server.Address, path), key);
            using var bare = new Reads(new Uri(floor.Address, $"/{await reads.SizeAsync()}"), key);
            await WarmUpAsync(reads);
            await WarmUpAsync(bare);
        }

        foreach (var (name, path) in _reads)
        {
            await Console.Error.WriteLineAsync($"api: {name}");
            using var reads = new Reads(new Uri(server.Address, path), key);
            using var bare = new Reads(new Uri(floor.Address, $"/{await reads.SizeAsync()}"), key);
            rows.AddRange(await MeasureAsync(name, reads, bare, cancellationToken));
        }

        await Console.Error.WriteLineAsync("api: events");
        rows.Add(await WatchAsync(server.Address, http, key, cancellationToken));
        await Console.Error.WriteLineAsync("api: a page that many watch");
        rows.Add(await WatchPageAsync(server, http, key, cancellationToken));
        return rows;
    }

    private static async Task<BenchRow[]> MeasureAsync(string name, Reads reads, Reads bare, CancellationToken cancellationToken)
    {
        var samples = new Samples();
        for (var round = 0; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rate = await Load.RunAsync(_turn, Callers, reads.OnceAsync);
            var bareRate = await Load.RunAsync(_turn, Callers, bare.OnceAsync);
            var slow = await reads.SlowestOfHundredAsync(rate / 2, _turn);
            var bareSlow = await bare.SlowestOfHundredAsync(rate / 2, _turn);
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
            BenchRow.Of($"reads of {name} at half load, p99", late, "ms", "limit", LateLimit),
        ];
    }

    private static Task WarmUpAsync(Reads reads) => Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
    {
        for (var read = 0; read < WarmUpReads / Callers; read++)
            await reads.OnceAsync();
    }));

    private static async Task<BenchRow> WatchAsync(
        Uri server, HttpClient http, string key, CancellationToken cancellationToken)
    {
        var events = new Uri(server, "/v1/events");
        var many = await HeardAsync(events, ManyWatchers, http, key, cancellationToken);
        var one = await HeardAsync(events, 1, http, key, cancellationToken);
        return BenchRow.Of($"an event to the last of {ManyWatchers} watchers", many, "ms", "to one watcher", one);
    }

    // The middle of some: each is a pause or a resumption, which the ledger tells.
    private static async Task<double> HeardAsync(
        Uri events, int watchers, HttpClient http, string key, CancellationToken cancellationToken)
    {
        const int times = 21;
        using var open = await Watchers.OpenAsync(events, watchers, key, cancellationToken);
        var taken = new List<double>();
        for (var time = 0; time < times; time++)
        {
            var change = ChangeOf(time);
            taken.Add(await open.HeardAsync(() => http.PostAsync(change, content: null, cancellationToken)));
        }

        await http.PostAsync(ChangeOf(1), content: null, cancellationToken);
        return taken.Order().ElementAt(times / 2);
    }

    // The processor time of the control plane while a league's page changes before many and before few, in turn.
    private static async Task<BenchRow> WatchPageAsync(
        ApiProcess server, HttpClient http, string key, CancellationToken cancellationToken)
    {
        var samples = new Samples();
        for (var round = 0; round < Rounds; round++)
        {
            samples.Add("many", await ShownAsync(server, ManyWatchers, http, key, cancellationToken));
            samples.Add("few", await ShownAsync(server, FewWatchers, http, key, cancellationToken));
        }

        var (many, few) = samples.MedianPair("many", "few");
        return BenchRow.Of(
            $"processor time of a league's page, a change before {ManyWatchers} watchers", many, "ms", $"before {FewWatchers}", few);
    }

    private static async Task<double> ShownAsync(
        ApiProcess server, int watchers, HttpClient http, string key, CancellationToken cancellationToken)
    {
        const int times = 4;
        using var open = await Watchers.OpenAsync(new Uri(server.Address, "/live/leagues/bench"), watchers, key, cancellationToken);
        await open.HearAsync(); // the page as it is
        var before = server.ProcessorTime;
        for (var time = 0; time < times; time++)
        {
            var heard = open.HearAsync();
            using var changed = await http.PostAsync(ChangeOf(time), content: null, cancellationToken);
            changed.EnsureSuccessStatusCode();
            await heard;
        }

        return (server.ProcessorTime - before).TotalMilliseconds / times;
    }

    private static string ChangeOf(int time) => $"/v1/leagues/bench/{(time % 2 == 0 ? "pause" : "resume")}";

    // Of somebody who may only read.
    private static async Task<string> CreateKeyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsJsonAsync("/v1/keys", new { role = "viewer" }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return made.GetProperty("secret").GetString()!;
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
