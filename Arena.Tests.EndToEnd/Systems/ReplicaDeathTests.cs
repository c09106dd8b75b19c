using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Npgsql;

namespace Arena.Tests.EndToEnd.Systems;

/// <summary>
/// Two replicas of the control plane over three nodes: the one that decides is killed while it decides, the next one is paused while it
/// decides, and their database is killed.
/// </summary>
[Collection(EndToEndCollection.Name)]
public sealed class ReplicaDeathTests : IAsyncLifetime
{
    private const int Matches = 5 * 400;

    // Few at a time, so that it is still being played when something happens to it.
    private const string Swiss = """
        {
          "name": "swiss-replicas", "game": "tic_tac_toe", "format": "swiss", "rounds": 5, "seed": 3, "repetitions": 50, "concurrency": 12,
          "agents": [
            "random", "greedy", { "name": "r2", "strategy": "random" }, { "name": "g2", "strategy": "greedy" },
            { "name": "r3", "strategy": "random" }, { "name": "g3", "strategy": "greedy" },
            { "name": "r4", "strategy": "random" }, { "name": "g4", "strategy": "greedy" }
          ]
        }
        """;

    private static readonly string[] _instances = ["controlplane", "controlplane-2"];

    private RunningArena _arena = null!;
    private NpgsqlDataSource _database = null!;

    public async ValueTask InitializeAsync()
    {
        _arena = await RunningArena.StartAsync("--replicas", "2", "--Arena:Nodes=3", "--Arena:League=", "--no-dashboard");
        _database = NpgsqlDataSource.Create(_arena.Database);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _arena.DisposeAsync();
    }

    [Fact]
    public async Task Tournament_in_which_every_replica_is_killed_or_paused_has_the_table_of_one_without()
    {
        var league = await _arena.StartLeagueAsync(Swiss);
        var watched = WatchAsync(league);

        string first;
        await using (await HoldDecisionAsync(league))
        {
            first = await OwnerAsync(league);
            Signal("KILL", first);
            await Eventually.IsTrueAsync(async () => await OwnerAsync(league) != first, "the other replica decides");
            await Eventually.IsTrueAsync(async () => await ReplicasAsync() == 2, "the one that was killed is back");
        }

        string second;
        await using (await HoldDecisionAsync(league))
        {
            second = await OwnerAsync(league);
            Signal("STOP", second);
            await Eventually.IsTrueAsync(async () => await OwnerAsync(league) != second, "another replica decides");
        }

        Signal("CONT", second); // in the midst of a decision, which is not its own any more
        await Eventually.IsTrueAsync(async () => await RefusedAsync(second) > 0, "it was refused, and says so");

        Signal("KILL", "postgres");
        await _arena.AssertWholeAsync(Swiss, league);
        var seen = await watched;
        Assert.Equal(seen.Order(), seen);
        Assert.Equal(Matches, seen[^1]);
    }

    // How many were played, as somebody sees it who watches from the beginning to the end, wherever that is told.
    private async Task<List<int>> WatchAsync(string league)
    {
        var played = new List<int>();
        await foreach (var standings in _arena.Client.WatchLeagueAsync(league, RunningArena.Patience, RunningArena.Limit()))
            played.Add(standings.League.Played);
        return played;
    }

    /// <summary>
    /// Returns when the league's owner has decided on its next round, and is kept from writing that until this is disposed of: then it
    /// still has to show its epoch.
    /// </summary>
    private async Task<NpgsqlConnection> HoldDecisionAsync(string league)
    {
        var connection = await _database.OpenConnectionAsync();
        await using var hold = new NpgsqlCommand($"begin; select from leagues where id = '{league}' for no key update", connection);
        await hold.ExecuteNonQueryAsync();
        await Eventually.IsTrueAsync(
            async () => await QueryAsync(
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%from leagues%for share%'") is > 0L,
            "the next round is decided on");
        return connection;
    }

    private async Task<string> OwnerAsync(string league)
    {
        var address = (string)(await QueryAsync(
            "select address from scopes join replicas on replicas.id = replica where name = 'league/' || $1", league))!;
        return _instances.Single(instance => _arena.Endpoint(instance, "grpc") == new Uri(address));
    }

    private async Task<long> ReplicasAsync() => (long)(await QueryAsync("select count(*) from replicas where until > clock_timestamp()"))!;

    private async Task<int> RefusedAsync(string instance)
    {
        using var http = new HttpClient();
        var health = JsonNode.Parse(await http.GetStringAsync(new Uri(_arena.Endpoint(instance, "http"), "/health")))!;
        var told = health["checks"]!["replica"]!["description"]!.GetValue<string>();
        return int.Parse(told.Split("decisions refused since the start: ")[1], CultureInfo.InvariantCulture);
    }

    private async Task<object?> QueryAsync(string sql, params object[] parameters)
    {
        await using var command = _database.CreateCommand(sql);
        foreach (var value in parameters)
            command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync();
    }

    private void Signal(string signal, string instance)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_arena.ProcessOf(instance)}"]);
        kill.WaitForExit();
    }
}
