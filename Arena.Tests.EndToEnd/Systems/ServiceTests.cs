using System.Net;
using System.Text.Json;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Grpc.Reflection.V1;

namespace Arena.Tests.EndToEnd.Systems;

[Collection(EndToEndCollection.Name)]
public sealed class ServiceTests(SharedArena shared) : IDisposable
{
    private readonly RunningArena _arena = shared.Arena;
    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Every_service_answers_health_alive_and_metrics()
    {
        string[] instances = ["controlplane", "federation", "node-1", "node-2", "node-3"];
        foreach (var address in instances.Select(AddressOf))
        {
            Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(new Uri(address, "/health"))).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(new Uri(address, "/alive"))).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(new Uri(address, "/ready"))).StatusCode);
            var metrics = await _http.GetAsync(new Uri(address, "/metrics"));
            Assert.Equal("text/plain", metrics.Content.Headers.ContentType!.MediaType);
            Assert.Contains("# TYPE http_server_request_duration_seconds histogram", await metrics.Content.ReadAsStringAsync(),
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("controlplane", "arena.v1.LeagueService")]
    [InlineData("federation", "arena.v1.FederationService")]
    [InlineData("node", "arena.v1.BotService")]
    public async Task Every_service_answers_health_and_reflection_over_grpc(string resource, string service)
    {
        using var channel = GrpcChannel.ForAddress(_arena.Endpoint(resource, "grpc"));
        var health = await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest());
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
        using var reflection = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo();
        await reflection.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" });
        Assert.True(await reflection.ResponseStream.MoveNext());
        Assert.Contains(service, reflection.ResponseStream.Current.ListServicesResponse.Service.Select(s => s.Name));
        await reflection.RequestStream.CompleteAsync();
    }

    [Fact]
    public async Task Pages_show_the_league_and_encode_names()
    {
        var league = await _arena.StartLeagueAsync(
            """{ "name": "pages", "game": "tic_tac_toe", "agents": ["random", { "name": "a (b)", "strategy": "greedy" }] }""");
        await _arena.CompleteAsync(league);
        var root = AddressOf("controlplane");
        Assert.Contains($"href=\"/leagues/{league}\"", await _http.GetStringAsync(root), StringComparison.Ordinal);
        var page = await _http.GetStringAsync(new Uri(root, $"/leagues/{league}"));
        Assert.Contains("2 of 2 matches", page, StringComparison.Ordinal);
        Assert.Contains("a (b)", page, StringComparison.Ordinal);
        var missing = await _http.GetAsync(new Uri(root, "/leagues/%3Cb%3E"));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.DoesNotContain("<b>", await missing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rest_starts_a_league_tells_faults_and_misses()
    {
        var leagues = new Uri(AddressOf("controlplane"), "/v1/leagues");
        var bad = await _http.PostAsync(leagues, JsonText("""{ "name": "rest", "game": "go", "agents": ["random", "greedy"] }"""));
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        Assert.Contains("$.game", await bad.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var good = await _http.PostAsync(
            leagues, JsonText("""{ "name": "rest", "game": "tic_tac_toe", "agents": ["random", "greedy"] }"""));
        Assert.Equal(HttpStatusCode.Created, good.StatusCode);
        var id = good.Headers.Location!.ToString().Split('/')[^1];
        await _arena.CompleteAsync(id);
        using var standings = JsonDocument.Parse(await _http.GetStringAsync(new Uri(leagues, $"/v1/leagues/{id}/standings")));
        Assert.Equal(2, standings.RootElement.GetProperty("standings").GetArrayLength());

        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync(new Uri(leagues, "/v1/leagues/nope"))).StatusCode);
    }

    private static StringContent JsonText(string json) => new(json, System.Text.Encoding.UTF8, "application/json");

    private Uri AddressOf(string instance) =>
        new(_arena.Run.Resources.Single(r => r.Instance == instance).Endpoints!["http"]);
}
