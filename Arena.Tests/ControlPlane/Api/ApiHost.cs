using System.Text;
using System.Text.Json;
using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Memory;
using Arena.ControlPlane;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Ledger;
using Arena.Core.Matches;
using Arena.ServiceDefaults;
using Arena.ServiceDefaults.Access;
using Arena.Tests.Backplane.Ledger;
using Arena.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arena.Tests.ControlPlane.Api;

/// <summary>A control plane in this process, as its program builds it, that answers without a socket. Its ledger is in memory.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    public const string League = """{ "name": "l", "game": "tic_tac_toe", "repetitions": 3, "agents": ["random", "greedy"] }""";

    public const string AdminKey = "0123456789abcdef0123456789abcdef-admin";

    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _http;

    private ApiHost(WebApplication app, ILedger ledger)
    {
        (_app, Ledger) = (app, ledger);
        _http = new HttpMessageInvoker(Handler());
    }

    /// <summary>The header of whoever runs a guarded system.</summary>
    public static (string, string) Admin => ("Authorization", $"Bearer {AdminKey}");

    public ILedger Ledger { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<ApiHost> StartAsync(ILedger? ledger = null, Action<IServiceCollection>? register = null)
    {
        ledger ??= new MemoryLedger(TimeProvider.System);
        var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Configuration.Sources.Clear(); // not the services' own settings, which lie beside the tests
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.AddServiceDefaults();
        builder.AddFeatures();
        builder.Services.AddSingleton(ledger); // instead of one of its own
        register?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapFeatures();
        await app.StartAsync();
        return new ApiHost(app, ledger);
    }

    /// <summary>One that asks for keys.</summary>
    public static Task<ApiHost> StartGuardedAsync(ILedger? ledger = null) =>
        StartAsync(ledger, services => services.PostConfigure<AccessOptions>(access => access.AdminKey = AdminKey));

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return await SendAsync(method, path, content, headers);
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(new Uri("http://localhost"), path)) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await _http.SendAsync(request, default);
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, content: null, headers);

    public Task<HttpResponseMessage> PostAsync(string path, string? body = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, body, headers);

    public async Task<JsonElement> ReadAsync(string path) => await JsonOf(await GetAsync(path));

    public static async Task<JsonElement> JsonOf(HttpResponseMessage response) =>
        JsonElement.Parse(await response.Content.ReadAsStringAsync());

    /// <summary>The answer's problem, which has all that a problem has to have.</summary>
    public static async Task<JsonElement> ProblemOf(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonElement.Parse(text);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.StartsWith("urn:arena:problem:", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        Assert.NotEqual("", problem.GetProperty("detail").GetString());
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        return problem;
    }

    public async Task<JsonElement> StartLeagueAsync(string id, string document = League)
    {
        var started = await PostAsync($"/v1/leagues?id={id}", document);
        Assert.Equal(System.Net.HttpStatusCode.Created, started.StatusCode);
        return await JsonOf(started);
    }

    /// <summary>Plays pending tasks of a league as a node would, and waits until the API knows.</summary>
    public async Task PlayAsync(string id, int matches, long epoch = 0)
    {
        var tasks = await LedgerSteps.ClaimAsync(Ledger, id, "s", matches);
        var results = new List<NewResult>();
        foreach (var task in tasks)
        {
            var spec = Play.Spec("tic_tac_toe", task.Seed, "random", "greedy") with { Epoch = epoch };
            var record = await MatchRunner.PlayAsync(spec, TimeProvider.System, default);
            results.Add(new NewResult(task.Id, id, task.Index, "node-s", record, 1_000, DateTimeOffset.UnixEpoch));
        }

        var feed = Services.GetRequiredService<EventFeed>();
        var before = feed.Last;
        await Ledger.Results.RecordAsync(results, default);
        Services.GetRequiredService<LedgerSignal>().Set();
        while (feed.Last < before + tasks.Count)
            await feed.Read(feed.Last, 1).Changed.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>For clients of their own.</summary>
    /// <summary>A guarded system's new key of a tenant, as the header that shows it.</summary>
    public async Task<(string, string)> JoinAsync(string tenant, string role)
    {
        await PostAsync("/v1/tenants", $$"""{ "id": "{{tenant}}" }""", Admin);
        var made = await PostAsync("/v1/keys", $$"""{ "role": "{{role}}", "tenant": "{{tenant}}" }""", Admin);
        return ("Authorization", $"Bearer {(await JsonOf(made)).GetProperty("secret").GetString()}");
    }

    public HttpMessageHandler Handler() => _app.GetTestServer().CreateHandler();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
