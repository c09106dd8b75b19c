using System.Net;
using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Memory;
using Arena.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.ControlPlane.Api;

public sealed class ProblemTests(ProblemTests.Shared shared) : IClassFixture<ProblemTests.Shared>
{
    [Theory]
    [InlineData("GET", "/nope", 404, "not-found", "There is nothing at /nope")]
    [InlineData("GET", "/v1/leagues/nope", 404, "not-found", "No league has the id 'nope'. Newest leagues: l.")]
    [InlineData("GET", "/v1/leagues/nope/standings", 404, "not-found", "'nope'")]
    [InlineData("GET", "/v1/leagues/nope/standings/stream", 404, "not-found", "'nope'")]
    [InlineData("GET", "/v1/leagues/nope/events", 404, "not-found", "'nope'")]
    [InlineData("GET", "/v1/leagues/l/matches/9", 404, "not-found", "Match 9 of league 'l' has no result. Its matches are 0 to")]
    [InlineData("GET", "/v1/leagues/l/matches/x", 400, "bad-request", "index: found 'x'; wanted a whole number")]
    [InlineData("GET", "/v1/leagues/l/ratings/history?by=week", 400, "bad-request", "by: found 'week'; wanted round or match.")]
    [InlineData("GET", "/v1/leagues/l/ratings/history?agent=gredy", 404, "not-found", "did you mean 'greedy'?")]
    [InlineData("GET", "/v1/leagues/l/tasks?state=lost", 400, "bad-request", "wanted pending, assigned, completed or withdrawn")]
    [InlineData("GET", "/v1/leagues?limit=0", 400, "bad-request", "limit: found 0; wanted 1 to 1000.")]
    [InlineData("GET", "/v1/leagues?limit=many", 400, "bad-request", "limit: found 'many'; wanted a whole number")]
    [InlineData("GET", "/v1/leagues?lmit=1", 400, "bad-request", "The query has a parameter 'lmit'; wanted limit, cursor, state.")]
    [InlineData("GET", "/v1/leagues?cursor=%00", 400, "bad-request", "wanted what \"next\" of an earlier page said")]
    [InlineData("GET", "/v1/leagues/l?x=1", 400, "bad-request", "The query has a parameter 'x'; wanted none.")]
    [InlineData("GET", "/v1/agents?game=go", 404, "not-found", "There is no game 'go'. Games: ipd")]
    [InlineData("GET", "/v1/nodes/n", 404, "not-found", "No node is named 'n'. Nodes: none.")]
    [InlineData("GET", "/v1/ledger/audit?head=abc", 400, "bad-request", "head: found 3 characters; wanted 64 hexadecimal digits.")]
    [InlineData("GET", "/v1/events?after=yesterday", 400, "bad-request", "wanted the id of an event, or 0")]
    [InlineData("DELETE", "/v1/leagues", 405, "method-not-allowed", "/v1/leagues has no DELETE; wanted GET, HEAD, POST.")]
    [InlineData("POST", "/v1/leagues/nope/pause", 404, "not-found", "'nope'")]
    public async Task Error_says_what_was_found_and_what_was_wanted(string method, string path, int status, string kind, string detail)
    {
        using var response = await shared.Host.SendAsync(new HttpMethod(method), path, content: null);
        var problem = await ApiHost.ProblemOf(response, status);
        Assert.Equal($"urn:arena:problem:{kind}", problem.GetProperty("type").GetString());
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(path.Split('?')[0], problem.GetProperty("instance").GetString());
    }

    [Fact]
    public async Task Faults_of_a_league_are_told_each_and_nothing_is_started()
    {
        await using var host = await ApiHost.StartAsync();
        var refused = await host.PostAsync("/v1/leagues", """{ "name": "l", "game": "go", "agents": ["random"] }""");
        var problem = await ApiHost.ProblemOf(refused, 400);
        Assert.Equal("urn:arena:problem:invalid-league", problem.GetProperty("type").GetString());
        Assert.Contains(problem.GetProperty("faults").EnumerateArray(), fault => fault.GetProperty("path").GetString() == "$.game");
        Assert.Equal(0, (await host.ReadAsync("/v1/leagues")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Body_of_another_type_is_refused()
    {
        await using var host = await ApiHost.StartAsync();
        using var response = await host.SendAsync(HttpMethod.Post, "/v1/leagues", new StringContent("name: l"));
        var problem = await ApiHost.ProblemOf(response, 415);
        Assert.Contains("wanted application/json", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problem_is_one_whatever_the_caller_accepts()
    {
        await using var host = await ApiHost.StartAsync();
        await ApiHost.ProblemOf(await host.GetAsync("/v1/leagues/nope", ("Accept", "text/html")), 404);
        await ApiHost.ProblemOf(await host.GetAsync("/nope", ("Accept", "image/png")), 404);
    }

    [Fact]
    public async Task Failure_within_is_told_without_what_is_within()
    {
        await using var host = await ApiHost.StartAsync(register: services => services.AddSingleton<ITaskStore>(new FailingTasks()));
        await host.StartLeagueAsync("l");
        var problem = await ApiHost.ProblemOf(await host.GetAsync("/v1/leagues/l/tasks"), 500);
        Assert.DoesNotContain("secret", problem.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/v1/leagues/l")).StatusCode);
    }

    [Fact]
    public async Task Store_that_does_not_answer_is_told_of_with_when_to_come_back()
    {
        var tasks = new FailingTasks { Failure = new TimeoutException("secret") };
        await using var host = await ApiHost.StartAsync(register: services => services.AddSingleton<ITaskStore>(tasks));
        await host.StartLeagueAsync("l");
        using var response = await host.GetAsync("/v1/leagues/l/tasks");
        await ApiHost.ProblemOf(response, 503);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
    }

    [Theory]
    [InlineData("POST", "/v1/keys", "application/json; charset=x", "charset is 'x'")]
    [InlineData("POST", "/v1/tenants", "application/json; charset=utf-7", "charset is 'utf-7'")]
    [InlineData("PUT", "/v1/flags/f", "application/json; charset=x", "charset is 'x'")]
    [InlineData("POST", "/leagues/l/stop", null, "wanted a form")]
    [InlineData("POST", "/leagues/none/pause", "application/json", "wanted a form")]
    public async Task Body_of_another_kind_is_told_as_such(string method, string path, string? type, string told)
    {
        using var body = new ByteArrayContent(type is null ? [] : "{}"u8.ToArray());
        if (type is not null)
            body.Headers.TryAddWithoutValidation("Content-Type", type);
        var problem = await ApiHost.ProblemOf(await shared.Host.SendAsync(new HttpMethod(method), path, body), 415);
        Assert.Contains(told, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    /// <summary>A host with a league.</summary>
    public sealed class Shared : IAsyncLifetime
    {
        internal ApiHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Host = await ApiHost.StartAsync();
            await Host.StartLeagueAsync("l");
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }

    private sealed class FailingTasks : ITaskStore
    {
        public Exception Failure { get; init; } = new InvalidOperationException("secret");

        public Task<int> AddAsync(
            string leagueId, IReadOnlyCollection<NewTask> tasks, Grant grant, CancellationToken cancellationToken) => throw Failure;

        public Task<IReadOnlyList<ClaimedTask>?> ClaimAsync(TaskClaim claim, CancellationToken cancellationToken) => throw Failure;

        public Task<IReadOnlyList<TaskEntry>> ListAsync(
            string leagueId, TaskPhase? phase, int after, int max, CancellationToken cancellationToken) => throw Failure;

        public Task<IReadOnlyCollection<string>> ReleaseAsync(
            string session, string replica, IReadOnlyCollection<long> taskIds, CancellationToken cancellationToken) => throw Failure;
    }
}
