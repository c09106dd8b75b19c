using System.Net;
using System.Text.Json;
using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Ledger;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using KeptEvent = Arena.ControlPlane.Leagues.LeagueEvent;

namespace Arena.Tests.ControlPlane.Api;

public sealed class EventTests
{
    [Fact]
    public async Task Watcher_hears_of_everything_in_order_and_the_stream_ends_with_the_league()
    {
        await using var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("other");
        await host.StartLeagueAsync("l");
        using var watching = await WatchAsync(host, "/v1/leagues/l/events?after=0");
        await host.PlayAsync("l", 2);
        await host.PostAsync("/v1/leagues/l/pause");
        await host.PostAsync("/v1/leagues/l/resume");
        await host.PostAsync("/v1/leagues/l/stop");
        host.Services.GetRequiredService<LedgerSignal>().Set();
        var events = await watching.ReadToEndAsync();
        Assert.Equal(
            ["league-created", "match-recorded", "match-recorded", "league-paused", "league-resumed", "league-stopped"],
            events.Select(e => e.Name));
        Assert.All(events, e => Assert.Equal("l", e.Data.GetProperty("leagueId").GetString()));
        Assert.All(events, e => Assert.Equal(e.Id, e.Data.GetProperty("id").GetString()));
        var match = events[1].Data.GetProperty("match");
        Assert.Equal(["random", "greedy"], match.GetProperty("agents").EnumerateArray().Select(a => a.GetString()).Order().Reverse());
        Assert.Equal("node-s", match.GetProperty("node").GetString());

        using var later = await host.GetAsync("/v1/leagues/l/events", ("Last-Event-ID", events[^1].Id));
        Assert.Equal(HttpStatusCode.NoContent, later.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Watcher_that_comes_back_hears_of_what_it_has_missed_and_nothing_twice(bool atAnotherReplica)
    {
        await using var host = await ApiHost.StartAsync();
        await using var other = atAnotherReplica ? await ApiHost.StartAsync(host.Ledger) : host;
        await host.StartLeagueAsync("l");
        string id;
        using (var watching = await WatchAsync(host, "/v1/events?after=0"))
            id = (await watching.NextAsync()).Id;
        await host.PlayAsync("l", 3);
        using var again = await WatchAsync(other, "/v1/events", ("Last-Event-ID", id));
        for (var match = 0; match < 3; match++)
        {
            var next = await again.NextAsync();
            Assert.Equal(("match-recorded", match), (next.Name, next.Data.GetProperty("match").GetProperty("index").GetInt32()));
        }
    }

    // The second life of everything: nothing but the ledger is left.
    [Fact]
    public async Task Events_outlive_the_process()
    {
        string id;
        var first = await ApiHost.StartAsync();
        await using (first)
        {
            await first.StartLeagueAsync("l");
            using var watching = await WatchAsync(first, "/v1/events?after=0");
            id = (await watching.NextAsync()).Id;
            await first.PlayAsync("l", 1);
        }

        await using var second = await ApiHost.StartAsync(first.Ledger);
        using var again = await WatchAsync(second, "/v1/events", ("Last-Event-ID", id));
        Assert.Equal("match-recorded", (await again.NextAsync()).Name);
    }

    // A league has ended before its feed says so: whoever watches hears of the end in any case.
    [Fact]
    public async Task Every_watcher_hears_of_the_end()
    {
        await using var host = await ApiHost.StartAsync();
        for (var league = 0; league < 10; league++)
        {
            await host.StartLeagueAsync($"l{league}");
            using var before = await WatchAsync(host, $"/v1/leagues/l{league}/events?after=0");
            await host.PostAsync($"/v1/leagues/l{league}/stop");
            using var after = await WatchAsync(host, $"/v1/leagues/l{league}/events?after=0");
            host.Services.GetRequiredService<LedgerSignal>().Set();
            foreach (var watching in new[] { before, after })
                Assert.Equal(["league-created", "league-stopped"], (await watching.ReadToEndAsync()).Select(e => e.Name));
        }
    }

    [Theory]
    [InlineData("0123abcd-5")]
    [InlineData("none-5")]
    public async Task Watcher_of_another_ledger_is_told_to_read_anew(string id)
    {
        await using var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("l");
        await host.PlayAsync("l", 1);
        using var watching = await WatchAsync(host, "/v1/events", ("Last-Event-ID", id));
        var reset = await watching.NextAsync();
        Assert.Equal("reset", reset.Name);
        await host.PlayAsync("l", 1);
        Assert.Equal("match-recorded", (await watching.NextAsync()).Name);
    }

    // After a restore the ledger is the same, and does not have all that it had.
    [Fact]
    public async Task Watcher_that_has_seen_more_than_there_is_is_told_to_read_anew()
    {
        await using var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("l");
        using var first = await WatchAsync(host, "/v1/events?after=0");
        var id = $"{(await first.NextAsync()).Id!.Split('-')[0]}-{EventFeed.Kept}";
        using var watching = await WatchAsync(host, "/v1/events", ("Last-Event-ID", id));
        Assert.Equal("reset", (await watching.NextAsync()).Name);
        await host.PlayAsync("l", 1);
        Assert.Equal("match-recorded", (await watching.NextAsync()).Name);
        using var channel = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { HttpHandler = host.Handler() });
        using var call = new LeagueService.LeagueServiceClient(channel).WatchEvents(new WatchEventsRequest { After = id });
        var refused = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(default));
        Assert.Equal(StatusCode.OutOfRange, refused.StatusCode);
    }

    [Fact]
    public async Task Watcher_that_has_fallen_too_far_behind_is_told_to_read_anew()
    {
        await using var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("l");
        string id;
        using (var watching = await WatchAsync(host, "/v1/events?after=0"))
            id = (await watching.NextAsync()).Id;
        var feed = host.Services.GetRequiredService<EventFeed>();
        var last = feed.Last;
        feed.Publish(
            Enumerable.Range(1, 2 * EventFeed.Kept).Select(i => new KeptEvent(last + i, LedgerEventKind.LeaguePaused, "l", null)));
        using var again = await WatchAsync(host, "/v1/events", ("Last-Event-ID", id));
        Assert.Equal("reset", (await again.NextAsync()).Name);
    }

    private static async Task<Watcher> WatchAsync(ApiHost host, string path, params (string Name, string Value)[] headers)
    {
        var response = await host.GetAsync(path, headers);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        return new Watcher(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    private sealed record Told(string Id, string Name, JsonElement Data);

    private sealed class Watcher(HttpResponseMessage response, StreamReader lines) : IDisposable
    {
        public async Task<Told> NextAsync() => await ReadAsync() ?? throw new EndOfStreamException();

        public async Task<List<Told>> ReadToEndAsync()
        {
            var events = new List<Told>();
            while (await ReadAsync() is { } next)
                events.Add(next);
            return events;
        }

        public void Dispose()
        {
            lines.Dispose();
            response.Dispose();
        }

        private async Task<Told?> ReadAsync()
        {
            var fields = new Dictionary<string, string>();
            while (await lines.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) is { } line)
            {
                if (line.Split(':', 2) is [var name, var value])
                    fields[name] = value.Trim();
                else if (fields.ContainsKey("data"))
                    return new Told(fields["id"], fields["event"], JsonElement.Parse(fields["data"]));
            }

            return null;
        }
    }
}
