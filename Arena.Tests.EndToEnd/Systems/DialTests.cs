using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Arena.Contracts.V1;
using Npgsql;

namespace Arena.Tests.EndToEnd.Systems;

[Collection(EndToEndCollection.Name)]
public sealed class DialTests(ITestOutputHelper output)
{
    // Matches that take a while, so that results do not queue.
    private const string Document = """
        { "name": "dials", "game": "connect_four", "seed": 7, "repetitions": 50000, "verify": 0.1,
          "agents": ["random", { "name": "look", "strategy": "minimax", "parameters": { "depth": 4 } }] }
        """;

    [Fact]
    public async Task Dial_that_is_set_while_a_league_runs_is_in_the_matches_of_all_nodes_from_then_on()
    {
        await using var arena = await RunningArena.StartAsync(nodes: 2);
        await using var database = NpgsqlDataSource.Create(arena.Database);
        using var http = new HttpClient { BaseAddress = arena.Endpoint("controlplane", "http") };
        var league = await arena.StartLeagueAsync(Document);
        await Eventually.IsTrueAsync(() => NodesAsync(database, league, epoch: 0).ContinueWith(n => n.Result == 2), "both play in epoch 0");

        using (var set = await http.PutAsJsonAsync("/v1/dials/PFSP_power", new { value = 2, reason = "a test" }))
            Assert.Equal(1, (await ReadAsync(set)).GetProperty("epoch").GetInt64());
        await Eventually.IsTrueAsync(() => NodesAsync(database, league, epoch: 1).ContinueWith(n => n.Result == 2), "both play in epoch 1");

        using (var back = await http.PostAsJsonAsync("/v1/dials/rollback", new { epoch = 0 }))
            Assert.Equal(2, (await ReadAsync(back)).GetProperty("epoch").GetInt64());
        await Eventually.IsTrueAsync(() => NodesAsync(database, league, epoch: 2).ContinueWith(n => n.Result == 2), "both play in epoch 2");
        Assert.Equal([0, 1, 2], await EpochsAsync(database, league));
        TimeSpan[] delays = [await DelayAsync(database, league, epoch: 1), await DelayAsync(database, league, epoch: 2)];
        output.WriteLine($"The first results of the slower node were there {string.Join(" and ", delays)} after the change.");
        Assert.InRange(delays.Min(), TimeSpan.Zero, TimeSpan.FromSeconds(1)); // the machine may have been busy once

        // Matches of any epoch are found by other nodes as they were, whatever the dials are by then.
        await Eventually.IsTrueAsync(
            async () => await CountAsync(database, $"select count(*) from rechecks where league_id = '{league}' and outcome = 1") > 10,
            "matches were played again");
        await arena.Client.Leagues.StopAsync(new StopLeagueRequest { Id = league });
        Assert.Equal(0, await CountAsync(database, $"select count(*) from rechecks where league_id = '{league}' and outcome = 2"));
        Assert.True((await arena.Client.Ledger.VerifyAsync(new VerifyLedgerRequest())).Valid);
        await AssertRecordSaysAsync(http, database, league);
        await AssertToldAsync(http, league);
    }

    [Fact]
    public async Task Change_that_cannot_be_is_a_problem_that_says_what_can()
    {
        await using var arena = await RunningArena.StartAsync(nodes: 1);
        using var http = new HttpClient { BaseAddress = arena.Endpoint("controlplane", "http") };
        (string Name, double Value, int Status, string Told)[] refused =
        [
            ("BR9_bta", 0.01, 404, "did you mean 'BR9_beta'?"),
            ("BR9_beta", 0.1, 400, "found 0.1; wanted a number from 0.005 to 0.02"),
            ("BR9_beta", 0.02, 409, "in one epoch it may be multiplied or divided by at most 1.5: wanted 0.00666667 to 0.015"),
        ];
        foreach (var (name, value, status, told) in refused)
        {
            using var answer = await http.PutAsJsonAsync($"/v1/dials/{name}", new { value });
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.Contains(told, (await JsonAsync(answer)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        using var back = await http.PostAsJsonAsync("/v1/dials/rollback", new { epoch = 7 });
        Assert.Equal(404, (int)back.StatusCode);
        Assert.Equal(0, (await http.GetFromJsonAsync<JsonElement>("/v1/dials/BR9_beta")).GetProperty("epoch").GetInt64());

        var endpoint = $"{arena.Endpoint("controlplane", "grpc")}";
        (int Code, string Told, string[] Words)[] commands =
        [
            (1, "did you mean 'Trace_lambda'?", ["show", "Trace_lamda"]),
            (1, "it may change by at most 0.25: wanted 0.45 to 0.95", ["set", "Trace_lambda", "0"]),
            (0, "Trace_lambda: 0.5, epoch 1", ["set", "Trace_lambda", "0.5", "--reason", "to see"]),
            (0, "Trace_lambda: 0.5, epoch 1", ["show", "Trace_lambda"]),
            (0, "to see", ["history"]),
            (0, "epoch 2: BR9_beta 0.01, ", ["rollback", "0"]),
            (0, "epoch 2", ["list"]),
            (1, "Epoch 0 is the first", ["report", "0", "--league", "l"]),
        ];
        foreach (var (code, told, words) in commands)
        {
            var (exitCode, said, errors) = await CommandLine.RunAsync(["dials", .. words, "--endpoint", endpoint]);
            Assert.True(exitCode == code, $"{exitCode}: {said}{errors}");
            Assert.Contains(told, said + errors, StringComparison.Ordinal);
        }
    }

    // A record, its replay and its proof are those of the epoch that it was played in.
    private static async Task AssertRecordSaysAsync(HttpClient http, NpgsqlDataSource database, string league)
    {
        var index = await CountAsync(database, $"select max(match_index) from results where league_id = '{league}' and epoch = 1");
        var record = await http.GetFromJsonAsync<JsonElement>($"/v1/leagues/{league}/matches/{index}/record");
        Assert.Equal(1, record.GetProperty("epoch").GetInt64());
        var replay = await http.GetFromJsonAsync<JsonElement>($"/v1/leagues/{league}/matches/{index}/replay");
        Assert.True(replay.GetProperty("isTrue").GetBoolean());
    }

    private static async Task AssertToldAsync(HttpClient http, string league)
    {
        var trail = await http.GetFromJsonAsync<JsonElement>("/v1/audit?subject=dial/PFSP_power");
        Assert.Equal(
            [("dial.rollback", "local", "2", "1", null), ("dial.set", "local", "1", "2", "a test")],
            trail.GetProperty("items").EnumerateArray().Select(entry => (
                Text(entry, "what"), Text(entry, "who"), Text(entry, "before"), Text(entry, "after"), Text(entry, "why"))));
        var effect = await http.GetFromJsonAsync<JsonElement>($"/v1/dials/epochs/1/effect?league={league}");
        Assert.True(effect.GetProperty("matchesBefore").GetInt64() > 0 && effect.GetProperty("matchesAfter").GetInt64() > 0);
        foreach (var agent in effect.GetProperty("agents").EnumerateArray())
        {
            // Nobody plays otherwise.
            Assert.InRange(agent.GetProperty("differenceLow").GetDouble(), -1, 0.1);
            Assert.InRange(agent.GetProperty("differenceHigh").GetDouble(), -0.1, 1);
        }
    }

    private static Task<long> NodesAsync(NpgsqlDataSource database, string league, long epoch) => CountAsync(
        database, $"select count(distinct node) from results where league_id = '{league}' and epoch = {epoch}");

    private static async Task<TimeSpan> DelayAsync(NpgsqlDataSource database, string league, long epoch)
    {
        await using var command = database.CreateCommand($"""
            select max(first) - (select at from dial_epochs where number = {epoch})
            from (select min(recorded_at) as first from results where league_id = '{league}' and epoch = {epoch} group by node) as nodes
            """);
        return (TimeSpan)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<List<long>> EpochsAsync(NpgsqlDataSource database, string league)
    {
        await using var command = database.CreateCommand(
            $"select distinct epoch from results where league_id = '{league}' order by epoch");
        await using var reader = await command.ExecuteReaderAsync();
        var epochs = new List<long>();
        while (await reader.ReadAsync())
            epochs.Add(reader.GetInt64(0));
        return epochs;
    }

    private static async Task<long> CountAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static string? Text(JsonElement entry, string field) => entry.GetProperty(field).GetString();

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await JsonAsync(answer);
    }

    private static Task<JsonElement> JsonAsync(HttpResponseMessage answer) => answer.Content.ReadFromJsonAsync<JsonElement>();
}
