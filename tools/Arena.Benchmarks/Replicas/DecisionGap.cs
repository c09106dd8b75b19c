using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Arena.Benchmarks.Api;
using Arena.Benchmarks.Hosting;
using Arena.Client;
using Arena.Contracts.Channels;
using Arena.Contracts.V1;
using Npgsql;

namespace Arena.Benchmarks.Replicas;

/// <summary>
/// How long a league waits for its next round when the replica that decides about it dies, or is paused, at the moment when the round is
/// complete. Who is paused has decided and not yet written: when it wakes, it tries.
/// </summary>
internal sealed class DecisionGap((string Name, string Value)[] settings) : IAsyncDisposable
{
    private const int Round = 8;
    private const int Room = 1_000; // or the last task would wait for the first results
    private const string Waiting =
        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%from leagues%for share%'";

    private const string Document = """
        {
          "name": "gap", "game": "tic_tac_toe", "format": "swiss", "rounds": 3, "verify": "0%",
          "agents": ["random", "greedy", { "name": "c", "strategy": "random" }, { "name": "d", "strategy": "greedy" },
            { "name": "e", "strategy": "random" }, { "name": "f", "strategy": "greedy" },
            { "name": "g", "strategy": "random" }, { "name": "h", "strategy": "greedy" }]
        }
        """;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(5);

    private readonly NpgsqlDataSource _source =
        NpgsqlDataSource.Create(settings.Single(setting => setting.Name == FreshDatabase.Setting).Value);

    /// <summary>Decisions that whoever was paused tried to write, and was refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Tasks that are there beyond those of the successor's rounds.</summary>
    public long Zombies { get; private set; }

    public async Task<double> KillAsync(CancellationToken cancellationToken)
    {
        await using var first = await ApiProcess.ControlPlaneAsync(cancellationToken, settings);
        await using var second = await ApiProcess.ControlPlaneAsync(cancellationToken, settings);
        var league = await StartAsync(first, cancellationToken);
        var (owner, other) = await IsOwnerAsync(first, league, cancellationToken) ? (first, second) : (second, first);
        using var channel = ArenaChannel.Open(other.Grpc);
        using var worker = await Worker.ComeAsync(channel, "worker", Room, cancellationToken);
        await AllButOneAsync(worker, cancellationToken);
        var start = Stopwatch.GetTimestamp();
        owner.Signal("KILL");
        await worker.SendResultsAsync(butFor: 0, cancellationToken);
        return await NextRoundAsync(worker, start, cancellationToken);
    }

    public async Task<double> PauseAsync(CancellationToken cancellationToken)
    {
        await using var first = await ApiProcess.ControlPlaneAsync(cancellationToken, settings);
        await using var second = await ApiProcess.ControlPlaneAsync(cancellationToken, settings);
        var league = await StartAsync(first, cancellationToken);
        var (owner, other) = await IsOwnerAsync(first, league, cancellationToken) ? (first, second) : (second, first);
        using var channel = ArenaChannel.Open(other.Grpc);
        using var worker = await Worker.ComeAsync(channel, "worker", Room, cancellationToken);
        await AllButOneAsync(worker, cancellationToken);
        long start;
        await using (var hold = await _source.OpenConnectionAsync(cancellationToken))
        {
            await using var command = new NpgsqlCommand($"begin; select from leagues where id = '{league}' for no key update", hold);
            await command.ExecuteNonQueryAsync(cancellationToken);
            await worker.SendResultsAsync(butFor: 0, cancellationToken);
            while (await QueryAsync(Waiting, cancellationToken) == 0)
                await Task.Delay(_poll, cancellationToken);
            var before = await OwnerAsync(league, cancellationToken);
            start = Stopwatch.GetTimestamp();
            owner.Signal("STOP");

            // Until there is a successor: a transaction that says nothing for too long is ended, and then there is nothing to refuse.
            while (await OwnerAsync(league, cancellationToken) == before)
                await Task.Delay(_poll, cancellationToken);
        }

        var gap = await NextRoundAsync(worker, start, cancellationToken);
        owner.Signal("CONT");
        Refused += await RefusedAsync(owner, cancellationToken);
        Zombies += await QueryAsync($"select count(*) from tasks where league_id = '{league}'", cancellationToken) - (2 * Round);
        return gap;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static async Task<string> StartAsync(ApiProcess replica, CancellationToken cancellationToken)
    {
        using var client = new ArenaClient(replica.Grpc);
        var league = await client.StartLeagueAsync(
            new StartLeagueRequest { Id = $"gap-{Guid.NewGuid():n}", Document = Document }, _patience, cancellationToken);
        return league.Id;
    }

    // Of the first round, the results of all matches but one are in.
    private static async Task AllButOneAsync(Worker worker, CancellationToken cancellationToken)
    {
        while (worker.Assigned < Round)
            await Task.Delay(_poll, cancellationToken);
        await worker.SendResultsAsync(butFor: 1, cancellationToken);
        while (worker.Acknowledged < Round - 1)
            await Task.Delay(_poll, cancellationToken);
    }

    // The one that was asked to start it, unless the other has found it first.
    private async Task<bool> IsOwnerAsync(ApiProcess replica, string league, CancellationToken cancellationToken) => await QueryAsync(
        $"select count(*) from scopes join replicas on id = replica where name = 'league/{league}' and address = '{replica.Grpc}'",
        cancellationToken) > 0;

    private static async Task<double> NextRoundAsync(Worker worker, long start, CancellationToken cancellationToken)
    {
        while (worker.Assigned == Round)
            await Task.Delay(_poll, cancellationToken);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<int> RefusedAsync(ApiProcess replica, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = replica.Address };
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < _patience;)
        {
            var health = JsonNode.Parse(await http.GetStringAsync("/health", cancellationToken))!;
            var told = health["checks"]!["replica"]!["description"]!.GetValue<string>();
            var refused = int.Parse(told.Split("refused since the start: ")[1], CultureInfo.InvariantCulture);
            if (refused > 0)
                return refused;
            await Task.Delay(_poll, cancellationToken);
        }

        return 0;
    }

    private Task<long> OwnerAsync(string league, CancellationToken cancellationToken) =>
        QueryAsync($"select epoch from scopes where name = 'league/{league}'", cancellationToken);

    private async Task<long> QueryAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
