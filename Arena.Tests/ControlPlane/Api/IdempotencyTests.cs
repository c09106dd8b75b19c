using System.Net;
using Arena.Backplane.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.ControlPlane.Api;

public sealed class IdempotencyTests
{
    private const string Key = "Idempotency-Key";

    [Fact]
    public async Task Call_that_is_made_again_has_the_same_answer_and_is_done_once()
    {
        await using var host = await ApiHost.StartAsync();
        using var first = await host.PostAsync("/v1/leagues", ApiHost.League, (Key, "k"));
        using var again = await host.PostAsync("/v1/leagues", ApiHost.League, (Key, "k"));
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, again.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal((first.Headers.Location, first.Headers.ETag), (again.Headers.Location, again.Headers.ETag));
        Assert.Equal((false, true), (IsReplayed(first), IsReplayed(again)));
        Assert.Equal(1, (await host.ReadAsync("/v1/leagues")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Another_replica_over_the_same_ledger_knows_the_answer()
    {
        await using var host = await ApiHost.StartAsync();
        await using var other = await ApiHost.StartAsync(host.Ledger);
        using var first = await host.PostAsync("/v1/leagues", ApiHost.League, (Key, "k"));
        using var again = await other.PostAsync("/v1/leagues", ApiHost.League, (Key, "k"));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.True(IsReplayed(again));
    }

    [Fact]
    public async Task Key_of_another_call_is_refused()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/v1/leagues?id=l", ApiHost.League, (Key, "k"));
        (string Path, string? Body)[] others =
            [("/v1/leagues?id=m", ApiHost.League), ("/v1/leagues?id=l", "{}"), ("/v1/leagues/l/stop", null)];
        foreach (var (path, body) in others)
        {
            var problem = await ApiHost.ProblemOf(await host.PostAsync(path, body, (Key, "k")), 422);
            Assert.Equal("urn:arena:problem:idempotency-key-reused", problem.GetProperty("type").GetString());
        }

        Assert.Equal("running", (await host.ReadAsync("/v1/leagues/l")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Refusal_is_an_answer_too()
    {
        await using var host = await ApiHost.StartAsync();
        using var first = await host.PostAsync("/v1/leagues/l/pause", headers: (Key, "k"));
        await host.StartLeagueAsync("l");
        using var again = await host.PostAsync("/v1/leagues/l/pause", headers: (Key, "k"));
        await ApiHost.ProblemOf(first, 404);
        await ApiHost.ProblemOf(again, 404);
        Assert.True(IsReplayed(again));
    }

    // Both at once: whoever is second is told to wait, or comes late enough to be told the answer.
    [Fact]
    public async Task Calls_at_the_same_time_are_done_once()
    {
        await using var host = await ApiHost.StartAsync();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => host.PostAsync("/v1/leagues", ApiHost.League, (Key, "k")))));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created && !IsReplayed(answer));
        foreach (var waiting in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
        {
            await ApiHost.ProblemOf(waiting, 409);
            Assert.Equal(TimeSpan.FromSeconds(1), waiting.Headers.RetryAfter?.Delta);
        }

        Assert.Equal(1, (await host.ReadAsync("/v1/leagues")).GetProperty("items").GetArrayLength());
    }

    // The league is there, the answer is not: as after a crash between the two.
    [Fact]
    public async Task Call_whose_answer_was_lost_finds_what_it_has_made()
    {
        await using var host = await ApiHost.StartAsync();
        var lossy = new Forgetful(host.Ledger.Idempotency);
        await using var failing = await ApiHost.StartAsync(
            host.Ledger, services => services.AddSingleton<IIdempotencyStore>(lossy));
        await ApiHost.ProblemOf(await failing.PostAsync("/v1/leagues", ApiHost.League, (Key, "k")), 500);
        using var again = await host.PostAsync("/v1/leagues", ApiHost.League, (Key, "k"));
        Assert.True(again.StatusCode == HttpStatusCode.Created, await again.Content.ReadAsStringAsync());
        Assert.False(IsReplayed(again));
        Assert.Single(await host.Ledger.Leagues.ListAsync(default));
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("schlüssel")]
    public async Task Key_of_other_characters_is_refused(string key)
    {
        await using var host = await ApiHost.StartAsync();
        await ApiHost.ProblemOf(await host.PostAsync("/v1/leagues", ApiHost.League, (Key, key)), 400);
        await ApiHost.ProblemOf(await host.PostAsync("/v1/leagues", ApiHost.League, (Key, new string('k', 256))), 400);
    }

    private static bool IsReplayed(HttpResponseMessage answer) => answer.Headers.Contains("Idempotency-Replayed");

    private sealed class Forgetful(IIdempotencyStore store) : IIdempotencyStore
    {
        public Task<IdempotentCall> BeginAsync(
            string key, byte[] fingerprint, TimeSpan hold, TimeSpan keep, CancellationToken cancellationToken) =>
            store.BeginAsync(key, fingerprint, hold, keep, cancellationToken);

        public Task CompleteAsync(string key, IdempotentCall.Begun call, byte[] answer, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("gone");

        public Task ReleaseAsync(string key, IdempotentCall.Begun call, CancellationToken cancellationToken) =>
            store.ReleaseAsync(key, call, cancellationToken);
    }
}
