using System.Net;
using System.Text.Json;
using Arena.Contracts.V1;

namespace Arena.Tests.EndToEnd.Systems;

/// <summary>What the table of a league says, wherever one asks.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class StandingsTests(SharedArena shared) : IDisposable
{
    private const string Document = """
        { "name": "tables", "game": "tic_tac_toe", "format": "swiss", "rounds": 4, "repetitions": 2,
          "agents": ["greedy", "random", { "name": "r2", "strategy": "random" }, { "name": "r3", "strategy": "random" },
            { "name": "r4", "strategy": "random" }, { "name": "r5", "strategy": "random" }] }
        """;

    private readonly RunningArena _arena = shared.Arena;
    private readonly HttpClient _http = new();

    private Uri Http => new(_arena.Run.Resources.Single(r => r.Instance == "controlplane").Endpoints!["http"]);

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Command_shows_the_table_as_text_json_and_csv()
    {
        var league = await PlayedAsync(Document);
        var text = await RunAsync("standings", league, "--los");
        Assert.Equal(0, text.ExitCode);
        // In a pipe the table is whole, with the longest titles.
        var titles = text.Output.Split('\n')[1];
        Assert.All(
            ["Agent", "Buchholz Cut 1", "Sonneborn-Berger", "LOS %", "Elo"],
            title => Assert.Contains(title, titles, StringComparison.Ordinal));
        Assert.Contains("Matches link all agents that have played.", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", text.Output, StringComparison.Ordinal);

        using var json = JsonDocument.Parse((await RunAsync("standings", league[..^3], "--json", "--los")).Output);
        Assert.Equal((league, "completed"),
            (json.RootElement.GetProperty("id").GetString(), json.RootElement.GetProperty("state").GetString()));
        var rows = json.RootElement.GetProperty("standings").EnumerateArray().ToArray();
        Assert.Equal(["buchholz-cut-1", "buchholz", "sonneborn-berger"], rows[0].GetProperty("tieBreaks").EnumerateArray()
            .Select(t => t.GetProperty("name").GetString()));
        // The matrix is made of the crosstable, the column by the control plane: the same fit, to the last bit.
        var matrix = json.RootElement.GetProperty("superiority");
        for (var i = 0; i + 1 < rows.Length; i++)
            Assert.Equal(rows[i].GetProperty("los").GetDouble(), matrix[i][i + 1].GetDouble());

        var csv = (await RunAsync("standings", league, "--csv")).Output.TrimEnd().Split('\n');
        Assert.Equal(
            "rank,agent,points,games,wins,draws,losses,score,rating,error,los,elo,group,flags,crashes,timeouts,illegal,disconnects,"
            + "buchholz-cut-1,buchholz,sonneborn-berger", csv[0]);
        Assert.Equal(rows.Select(r => r.GetProperty("agent").GetString()), csv[1..].Select(line => line.Split(',')[1]));

        var watched = await RunAsync("standings", league, "--watch", "--json");
        using var last = JsonDocument.Parse(watched.Output.TrimEnd().Split('\n')[^1]);
        Assert.Equal("completed", last.RootElement.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Crosstable_adds_up_to_the_table()
    {
        var league = await PlayedAsync(Document);
        var standings = await _arena.CompleteAsync(league);
        using var json = JsonDocument.Parse((await RunAsync("crosstable", league, "--json")).Output);
        var cells = json.RootElement.GetProperty("crosstable").EnumerateArray().ToArray();
        foreach (var row in standings.Rows)
        {
            var own = cells.Where(c => c.GetProperty("player").GetString() == row.Agent).ToArray();
            Assert.Equal((row.Wins, row.Draws, row.Losses), (Sum(own, "wins"), Sum(own, "draws"), Sum(own, "losses")));
            Assert.Equal(row.Games, Sum(own, "wins") + Sum(own, "draws") + Sum(own, "losses"));
        }

        var text = await RunAsync("crosstable", league);
        Assert.Contains($"{league}: {standings.Rows.Sum(r => r.Games) / 2} rated games of 6 agents", text.Output, StringComparison.Ordinal);
        Assert.StartsWith("player,opponent,games", (await RunAsync("crosstable", league, "--csv")).Output, StringComparison.Ordinal);

        static int Sum(JsonElement[] cells, string field) => cells.Sum(c => c.GetProperty(field).GetInt32());
    }

    [Fact]
    public async Task Rating_history_is_the_same_over_grpc_rest_and_on_the_command_line()
    {
        var league = await PlayedAsync(Document);
        var standings = await _arena.CompleteAsync(league);
        var points = await _arena.HistoryAsync(league, "", RatingStep.Round);
        Assert.Equal(Enumerable.Range(1, 4)
            .SelectMany(round => Enumerable.Repeat((round, 12 * round), 6)), points.Select(p => (p.Round, p.Matches)));
        foreach (var row in standings.Rows)
        {
            var end = points.Last(p => p.Agent == row.Agent);
            Assert.Equal((row.Rating, row.Error, row.Elo, row.Games), (end.Rating, end.Error, end.Elo, end.Games));
        }

        var history = new Uri(Http, $"/v1/leagues/{league}/ratings/history?agent=greedy");
        using var rest = JsonDocument.Parse(await _http.GetStringAsync(history));
        using var command = JsonDocument.Parse((await RunAsync("standings", league, "--history", "greedy", "--json")).Output);
        var greedy = points.Where(p => p.Agent == "greedy").ToArray();
        foreach (var told in new[] { rest.RootElement.GetProperty("items"), command.RootElement })
            Assert.Equal(greedy.Select(p => (p.Round, p.Rating, p.Error)), told.EnumerateArray()
                .Select(e => (e.GetProperty("round").GetInt32(), e.GetProperty("rating").GetDouble(), e.GetProperty("error").GetDouble())));

        var matches = await _arena.HistoryAsync(league, "greedy", RatingStep.Match);
        Assert.Equal(standings.Rows.Single(r => r.Agent == "greedy").Elo, matches[^1].Elo);
        Assert.Equal(Enumerable.Range(1, 16), matches.Select(p => p.Games));
        var csv = await RunAsync("standings", league, "--history", "greedy", "--by", "match", "--csv");
        Assert.Equal(17, csv.Output.TrimEnd().Split('\n').Length);
        Assert.Contains("█", (await RunAsync("standings", league, "--history")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_stream_tells_every_change_and_ends_with_the_league()
    {
        var league = await _arena.StartLeagueAsync(Document);
        var stream = new Uri(Http, $"/v1/leagues/{league}/standings/stream");
        using var response = await _http.GetAsync(stream, HttpCompletionOption.ResponseHeadersRead, RunningArena.Limit());
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        var events = (await response.Content.ReadAsStringAsync(RunningArena.Limit())).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        string Field(string block, string name) =>
            block.Split('\n').Single(line => line.StartsWith($"{name}: ", StringComparison.Ordinal))[(name.Length + 2)..];
        Assert.Equal("completed-48", Field(events[^1], "id"));
        Assert.All(events[..^1], e => Assert.StartsWith("running-", Field(e, "id"), StringComparison.Ordinal));
        using var last = JsonDocument.Parse(Field(events[^1], "data"));
        using var now = JsonDocument.Parse(await _http.GetStringAsync(new Uri(Http, $"/v1/leagues/{league}/standings")));
        Assert.Equal(now.RootElement.GetRawText(), last.RootElement.GetRawText());

        // A browser comes back with the id of the last event: there is nothing more.
        using var again = new HttpRequestMessage(HttpMethod.Get, stream);
        again.Headers.Add("Last-Event-ID", "completed-48");
        Assert.Equal(HttpStatusCode.NoContent, (await _http.SendAsync(again)).StatusCode);
    }

    [Theory]
    [InlineData("/v1/leagues/nope/standings/stream", 404, "nope")]
    [InlineData("/v1/leagues/nope/ratings", 404, "nope")]
    [InlineData("/v1/leagues/LEAGUE/ratings/history?by=week", 400, "wanted round or match")]
    [InlineData("/v1/leagues/LEAGUE/ratings/history?agent=gredy", 404, "did you mean")]
    public async Task Rest_says_what_is_wrong(string path, int status, string told)
    {
        var league = await PlayedAsync(Document);
        using var response = await _http.GetAsync(new Uri(Http, path.Replace("LEAGUE", league, StringComparison.Ordinal)));
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(told, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("standings nope", 1, "no league has the id or the name 'nope'")]
    [InlineData("standings LEAGUE --json --csv", 2, "--json")]
    [InlineData("standings LEAGUE --watch --los", 2, "exclude each other")]
    [InlineData("standings LEAGUE --history --by week", 2, "--by is 'week'; wanted round or match")]
    [InlineData("standings LEAGUE --history gredy", 1, "did you mean 'greedy'?")]
    [InlineData("crosstable nope", 1, "no league has the id or the name 'nope'")]
    [InlineData("standings", 2, "standings")]
    public async Task Command_says_what_is_wrong(string arguments, int exitCode, string told)
    {
        var league = await PlayedAsync(Document);
        var done = await RunAsync(arguments.Replace("LEAGUE", league, StringComparison.Ordinal).Split(' '));
        Assert.Equal((exitCode, ""), (done.ExitCode, done.Output));
        Assert.Contains(told, done.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_shows_errors_and_tie_breaks()
    {
        var league = await PlayedAsync(Document);
        var page = await _http.GetStringAsync(new Uri(Http, $"/leagues/{league}"));
        Assert.Contains(">buchholz-cut-1</th>", page, StringComparison.Ordinal);
        Assert.Contains(" ± ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    private async Task<string> PlayedAsync(string document)
    {
        var league = await _arena.StartLeagueAsync(document);
        await _arena.CompleteAsync(league);
        return league;
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        CommandLine.RunAsync([.. arguments, "--endpoint", _arena.Endpoint("controlplane", "grpc").ToString()]);
}
