using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Arena.Tests.Shared;
using YamlDotNet.RepresentationModel;

namespace Arena.Tests.EndToEnd.Publishing;

/// <summary>What the built AppHost publishes, as a program.</summary>
public sealed partial class PublishedArenaTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("arena-publish-").FullName;

    [Theory]
    [InlineData("manifest", "aspire-manifest.json")]
    [InlineData("compose", "docker-compose.yaml .env")]
    [InlineData("helm", "chart/Chart.yaml chart/values.yaml chart/templates/parameters.yaml chart/templates/postgres.yaml "
        + "chart/templates/redis.yaml chart/templates/kafka.yaml chart/templates/controlplane.yaml chart/templates/federation.yaml "
        + "chart/templates/node.yaml")]
    public async Task Output_is_said_and_the_same_every_time(string kind, string files)
    {
        var first = await PublishAsync(kind);
        Assert.Equal(files.Split(' ').Select(f => $"Wrote {Path.Combine(_directory, "out", f)}"), first.Said);
        Assert.Equal(files.Split(' ').Order(StringComparer.Ordinal), first.Files.Keys);
        Directory.Delete(Path.Combine(_directory, "out"), recursive: true);
        Assert.Equal(first.Files, (await PublishAsync(kind)).Files);

        Assert.Matches("Logging__Console__FormatterName\\W+(value\\W+)?json", string.Concat(first.Files.Values));

        // Nobody's password: all that looks like one is a reference to it.
        Assert.All(Passwords().Matches(string.Concat(first.Files.Values)), m => Assert.Matches(@"^[$({]|^$", m.Groups[1].Value));
    }

    [Fact]
    public async Task Manifest_names_three_projects_and_three_stores_and_every_expression_leads_somewhere()
    {
        var resources = JsonNode.Parse((await PublishAsync("manifest")).Files["aspire-manifest.json"])!["resources"]!.AsObject();
        Assert.Equal(["controlplane", "federation", "node"], Of("project.v"));
        Assert.Equal(["kafka", "postgres", "redis"], Of("container.v"));
        Assert.Equal("arena-postgres-data", (string?)resources["postgres"]!["volumes"]![0]!["name"]);
        var expressions = Expressions().Matches(resources.ToJsonString());
        Assert.NotEmpty(expressions);
        foreach (Match expression in expressions)
        {
            var resource = resources[expression.Groups[1].Value];
            Assert.True(resource is not null, $"{expression.Value}: there is no such resource");
            if (expression.Groups[3].Success)
                Assert.True(resource["bindings"]?[expression.Groups[3].Value] is not null, $"{expression.Value}: there is no such binding");
        }

        IEnumerable<string> Of(string type) => resources
            .Where(r => $"{r.Value!["type"]}".StartsWith(type, StringComparison.Ordinal)).Select(r => r.Key).Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("compose", "docker-compose.yaml", "${NODE_KEY:?set NODE_KEY in .env}")]
    [InlineData("manifest", "aspire-manifest.json", "{node-key.value}")]
    public async Task Every_service_asks_for_keys_that_whoever_deploys_it_sets(string kind, string file, string key)
    {
        var text = (await PublishAsync(kind)).Files[file];
        Assert.Equal(3, Regex.Count(text, "\"?Access__Required\"?: \"true\""));
        Assert.Equal(3, Regex.Count(text, $"\"?Access__NodeKey\"?: \"{Regex.Escape(key)}\""));
        Assert.Equal(1, Regex.Count(text, "\"?Access__AdminKey\"?: "));
    }

    [Theory]
    [InlineData("compose")]
    [InlineData("helm")]
    public async Task Every_file_is_yaml(string kind)
    {
        foreach (var (_, text) in (await PublishAsync(kind)).Files.Where(f => f.Key.EndsWith(".yaml", StringComparison.Ordinal)))
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            Assert.All(stream.Documents, d => Assert.IsType<YamlMappingNode>(d.RootNode));
        }
    }

    [Theory]
    [InlineData("manifest")]
    [InlineData("compose")]
    [InlineData("helm")]
    [UnsupportedOSPlatform("windows")]
    public async Task No_container_runtime_is_asked(string kind)
    {
        var asked = Path.Combine(_directory, "asked");
        foreach (var name in new[] { "docker", "podman" })
        {
            var program = Path.Combine(_directory, name);
            await File.WriteAllTextAsync(program, $"#!/bin/sh\necho \"$0 $*\" >>'{asked}'\n");
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        await PublishAsync(kind);
        Assert.False(File.Exists(asked), File.Exists(asked) ? await File.ReadAllTextAsync(asked) : "");
    }

    [Theory]
    [InlineData("manifest")]
    [InlineData("compose")]
    public async Task Folder_that_is_a_file_is_one_sentence_and_exit_code_1(string kind)
    {
        var file = Path.Combine(_directory, "out");
        await File.WriteAllTextAsync(file, "mine");
        var (exitCode, said, faults) = await RunAsync("publish", kind, "out");
        Assert.Equal((1, "", $"Nothing was published to {file}: it is a file; wanted a folder.\n"), (exitCode, said, faults));
        Assert.Equal("mine", await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task Wrong_words_are_one_sentence_and_exit_code_2()
    {
        var (exitCode, said, faults) = await RunAsync("publish", "smoke-signals", "out");
        Assert.Equal(2, exitCode);
        Assert.Empty(said);
        Assert.Equal("There is nothing to publish called 'smoke-signals'. Wanted: publish manifest|compose|helm DIR\n", faults);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [GeneratedRegex(@"\{([a-z0-9-]+)\.(value|connectionString|inputs\.value|bindings\.([a-z]+)\.[a-zA-Z]+)\}")]
    private static partial Regex Expressions();

    [GeneratedRegex("(?i)password=([^;\"\n]*)")]
    private static partial Regex Passwords();

    private async Task<(IReadOnlyList<string> Said, SortedDictionary<string, string> Files)> PublishAsync(string kind)
    {
        var (exitCode, said, faults) = await RunAsync("publish", kind, "out");
        Assert.Equal((0, ""), (exitCode, faults));
        var output = Path.Combine(_directory, "out");
        var files = Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories);
        return (
            said.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            new(files.ToDictionary(f => Path.GetRelativePath(output, f), File.ReadAllText), StringComparer.Ordinal));
    }

    private Task<(int ExitCode, string Said, string Faults)> RunAsync(params string[] words)
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        var appHost = Path.Combine(Repository.Root, "artifacts", "bin", "Arena.AppHost", configuration, "Arena.AppHost.dll");
        var start = new ProcessStartInfo("dotnet", [appHost, .. words])
        {
            WorkingDirectory = _directory,
            Environment = { ["PATH"] = $"{_directory}:{Environment.GetEnvironmentVariable("PATH")}" },
        };
        return ProcessRun.ToEndAsync(start);
    }
}
