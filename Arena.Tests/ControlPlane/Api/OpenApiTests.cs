using System.Text.Json;
using Arena.Tests.Shared;

namespace Arena.Tests.ControlPlane.Api;

public sealed class OpenApiTests
{
    private static readonly string[] _shared = ["500", "503"];

    private static string File => Path.Combine(Repository.Root, "docs", "openapi.json");

    // After a change of the API, by ARENA_REFRESH=1 dotnet test --filter OpenApiTests, the document is what the code says.
    [Fact]
    public async Task Document_in_the_tree_is_what_the_code_says()
    {
        var current = await ReadAsync();
        if (Environment.GetEnvironmentVariable("ARENA_REFRESH") == "1")
            await System.IO.File.WriteAllTextAsync(File, current);
        var kept = System.IO.File.Exists(File) ? await System.IO.File.ReadAllTextAsync(File) : "";
        Assert.True(kept == current, $"{File} is not what the code says: run the tests of this class with ARENA_REFRESH=1.");
    }

    [Fact]
    public async Task Every_operation_says_what_it_is_and_how_it_fails()
    {
        var ids = new HashSet<string>();
        foreach (var (name, operation) in Operations(JsonElement.Parse(await ReadAsync())))
        {
            Assert.True(operation.TryGetProperty("summary", out var summary) && summary.GetString() is { Length: > 5 }, name);
            Assert.True(ids.Add(operation.GetProperty("operationId").GetString()!), name);
            var responses = operation.GetProperty("responses").EnumerateObject().ToDictionary(r => r.Name, r => r.Value);
            Assert.All(_shared, status => Assert.True(responses.ContainsKey(status), $"{name} {status}"));
            Assert.True(!name.Contains('{', StringComparison.Ordinal) || responses.ContainsKey("404"), name);
            var failures = responses.Where(r => r.Key[0] is '4' or '5');
            Assert.All(failures, r => Assert.True(r.Value.GetProperty("content").TryGetProperty("application/problem+json", out _), name));
            foreach (var done in responses.Where(r => r.Key is "200" or "201"))
            {
                var content = done.Value.GetProperty("content").EnumerateObject().Single();
                var schema = content.Value.GetProperty("schema");
                Assert.True(schema.TryGetProperty("$ref", out _) || content.Name == "text/plain", $"{name} answers with no type");
            }
        }
    }

    [Fact]
    public async Task Numbers_are_numbers_and_states_are_words()
    {
        var document = JsonElement.Parse(await ReadAsync());
        foreach (var schema in document.GetProperty("components").GetProperty("schemas").EnumerateObject())
        {
            foreach (var property in Properties(schema.Value))
            {
                if (!property.Value.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.Array)
                    continue;
                var types = type.EnumerateArray().Select(t => t.GetString()).ToArray();
                Assert.True(types.Length == 2 && types.Contains("null"), $"{schema.Name}.{property.Name} is {type}");
            }
        }

        var states = document.GetProperty("components").GetProperty("schemas").GetProperty("LeaguePhase").GetProperty("enum");
        Assert.Equal(["running", "paused", "completed", "stopped"], states.EnumerateArray().Select(s => s.GetString()));
    }

    [Theory]
    [InlineData("/reference/", "text/html")]
    [InlineData("/reference/scalar.js", "javascript")]
    [InlineData("/reference/scalar.aspnetcore.js", "javascript")]
    public async Task Reference_page_comes_whole_from_here(string path, string type)
    {
        await using var host = await ApiHost.StartAsync();
        using var page = await host.GetAsync(path);
        Assert.True(page.IsSuccessStatusCode);
        Assert.Contains(type, page.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
        if (type == "text/html")
            Assert.DoesNotContain("http", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static IEnumerable<JsonProperty> Properties(JsonElement schema) =>
        schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject() : [];

    private static IEnumerable<(string Name, JsonElement Operation)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select ($"{operation.Name} {path.Name}", operation.Value);

    private static async Task<string> ReadAsync()
    {
        await using var host = await ApiHost.StartAsync();
        return (await (await host.GetAsync("/openapi/v1.json")).Content.ReadAsStringAsync()).ReplaceLineEndings("\n") + "\n";
    }
}
