using System.Diagnostics;
using System.Text.Json.Nodes;
using Arena.Tests.Architecture;

namespace Arena.Tests.Hosting.Publishing;

/// <summary>What the real AppHost publishes.</summary>
public sealed class RealAppHostTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("arena-publish-").FullName;

    [Theory]
    [InlineData("manifest", "out/aspire-manifest.json", "out/aspire-manifest.json")]
    [InlineData("docker-compose", "out", "out/docker-compose.yaml out/.env")]
    [InlineData("kubernetes", "out", "out/Chart.yaml out/values.yaml out/templates/controlplane.yaml out/templates/federation.yaml out/templates/kafka.yaml out/templates/node.yaml out/templates/postgres.yaml out/templates/redis.yaml")]
    public async Task Output_is_the_same_every_time(string publisher, string output, string files)
    {
        var first = await PublishAsync(publisher, output);
        Assert.Equal(files.Split(' ').Order(StringComparer.Ordinal), first.Keys.Order(StringComparer.Ordinal));
        Directory.Delete(Path.Combine(_directory, "out"), recursive: true);
        var second = await PublishAsync(publisher, output);
        Assert.Equal(first, second);
        Assert.All(first.Values, text => Assert.DoesNotContain('\r', text));
    }

    [Fact]
    public async Task Manifest_satisfies_the_schema()
    {
        var files = await PublishAsync("manifest", "out/aspire-manifest.json");
        var manifest = JsonNode.Parse(files.Values.Single())!;
        var schema = ManifestSchema.Read();
        Assert.Empty(schema.Faults(manifest));
        var kinds = manifest["resources"]!.AsObject().Select(r => (string)r.Value!["type"]!);
        Assert.Equal(["annotated.string", "container.v0", "parameter.v0", "project.v0", "value.v0"], kinds.Distinct().Order(StringComparer.Ordinal));

        // The schema's reader notices what it is there to notice.
        manifest["resources"]!["redis"]!["bindings"]!["tcp"]!["transport"] = "pigeon";
        manifest["resources"]!["node"]!["replicas"] = 3;
        Assert.Equal(2, schema.Faults(manifest).Count());
    }

    [Fact]
    public async Task Every_expression_of_the_manifest_leads_somewhere()
    {
        var resources = JsonNode.Parse((await PublishAsync("manifest", "out/aspire-manifest.json")).Values.Single())!["resources"]!.AsObject();
        var expressions = System.Text.RegularExpressions.Regex.Matches(resources.ToJsonString(), @"\{([a-z-]+)\.(value|connectionString|inputs\.value|bindings\.([a-z]+)\.[a-zA-Z]+)\}");
        Assert.NotEmpty(expressions);
        foreach (System.Text.RegularExpressions.Match expression in expressions)
        {
            var resource = resources[expression.Groups[1].Value];
            Assert.True(resource is not null, $"{expression.Value}: there is no such resource");
            if (expression.Groups[3].Success)
                Assert.True(resource["bindings"]?[expression.Groups[3].Value] is not null, $"{expression.Value}: there is no such binding");
            if (expression.Groups[2].Value == "connectionString")
                Assert.NotNull(resource["connectionString"]);
        }
    }

    [Theory]
    [InlineData("manifest", "out/aspire-manifest.json", "\"POSTGRES_DB\": \"arenadb\"")]
    [InlineData("docker-compose", "out", "POSTGRES_DB: arenadb")]
    [InlineData("kubernetes", "out", "POSTGRES_DB: arenadb")]
    public async Task Deployed_server_has_the_database_that_the_services_look_for(string publisher, string output, string expected) =>
        Assert.Contains((await PublishAsync(publisher, output)).Values, text => text.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public async Task Replicas_waits_and_health_checks_are_carried_where_the_format_can()
    {
        var compose = (await PublishAsync("docker-compose", "out"))["out/docker-compose.yaml"];
        Assert.Contains("replicas: 3", compose);
        Assert.Contains("controlplane:\n        condition: service_healthy", compose);
        Assert.Equal(6, Count(compose, "healthcheck:"));
        Assert.Equal(6, Count(compose, "no-new-privileges:true"));
        Assert.Equal(5, Count(compose, "read_only: true"));
        Assert.DoesNotContain("user: \"0\"", compose);

        var chart = await PublishAsync("kubernetes", "out");
        var node = chart["out/templates/node.yaml"];
        foreach (var kind in new[] { "ConfigMap", "Secret", "Deployment", "Service", "HorizontalPodAutoscaler", "PodDisruptionBudget", "NetworkPolicy" })
            Assert.Contains($"kind: {kind}\n", node);
        Assert.Contains("name: wait-for-controlplane", node);
        Assert.Contains("readinessProbe:\n            httpGet:\n              path: /health", node);
        Assert.Contains("kind: StatefulSet", chart["out/templates/postgres.yaml"]);
        Assert.Contains("volumeClaimTemplates:", chart["out/templates/postgres.yaml"]);
        foreach (var (name, text) in chart.Where(f => f.Key.Contains("templates/")))
        {
            Assert.True(text.Contains("runAsNonRoot: true") && text.Contains("kind: NetworkPolicy"), name);
            Assert.Equal(Count(text, "{{"), Count(text, "}}"));
        }

        // No secret in anything but a Secret.
        foreach (var document in chart.Values.SelectMany(t => t.Split("---\n")).Where(d => d.Contains(".Values.secrets.")))
            Assert.Contains("kind: Secret", document);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private async Task<SortedDictionary<string, string>> PublishAsync(string publisher, string output)
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        var appHost = Path.Combine(Repository.Root, "artifacts", "bin", "Arena.AppHost", configuration, "Arena.AppHost.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["exec", appHost, "--publisher", publisher, "--output-path", output])
        {
            WorkingDirectory = _directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await said);
        var files = Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories);
        return new(files.ToDictionary(f => Path.GetRelativePath(_directory, f), File.ReadAllText), StringComparer.Ordinal);
    }
}
