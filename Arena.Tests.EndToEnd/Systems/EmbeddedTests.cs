namespace Arena.Tests.EndToEnd.Systems;

/// <summary>A machine without Postgres, Redis and Kafka.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class EmbeddedTests
{
    [Fact]
    public async Task Everything_runs_without_stores_and_says_that_results_are_in_memory()
    {
        const string Document = """{ "name": "embedded", "game": "ipd", "agents": ["joss", "feld", "tullock"] }""";
        await using var arena = await RunningArena.StartAsync(
            "--Arena:Nodes=2", "--Arena:League=", "--no-dashboard", "--Arena:Stores=none");
        await arena.AssertWholeAsync(Document, await arena.StartLeagueAsync(Document));

        using var http = new HttpClient();
        var health = await http.GetStringAsync(new Uri(arena.Endpoint("controlplane", "http"), "/health"));
        Assert.Contains("Degraded", health, StringComparison.Ordinal);
        Assert.Contains("memory", health, StringComparison.Ordinal);
    }
}
