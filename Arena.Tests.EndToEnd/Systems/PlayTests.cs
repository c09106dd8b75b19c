using System.Text.Json;
using Arena.Tests.Shared;

namespace Arena.Tests.EndToEnd.Systems;

/// <summary>The program that people type.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class PlayTests
{
    private static readonly string _axelrod = Path.Combine(Repository.Root, "samples", "leagues", "axelrod.json");

    [Fact]
    public async Task Play_prints_one_object_whose_standings_do_not_depend_on_the_nodes()
    {
        var three = await CommandLine.RunAsync("play", _axelrod, "--nodes", "3", "--seed", "1", "--json");
        var one = await CommandLine.RunAsync("play", _axelrod, "--nodes", "1", "--seed", "1", "--json");
        Assert.Equal((0, 0), (three.ExitCode, one.ExitCode));
        using var wide = JsonDocument.Parse(three.Output);
        using var narrow = JsonDocument.Parse(one.Output);
        Assert.Equal(
            ["league", "game", "seed", "standings", "matches", "rechecks", "nodes", "sprt"],
            wide.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(1, wide.RootElement.GetProperty("seed").GetInt32()); // in place of the document's
        Assert.Equal(
            ["rank", "agent", "points", "wins", "draws", "losses", "score", "rating", "error", "games", "los", "elo", "group",
            "flags", "tieBreaks", "faults"],
            wide.RootElement.GetProperty("standings")[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal(narrow.RootElement.GetProperty("standings").GetRawText(), wide.RootElement.GetProperty("standings").GetRawText());
        Assert.Equal(
            wide.RootElement.GetProperty("matches").GetProperty("played").GetInt32(),
            wide.RootElement.GetProperty("nodes").EnumerateArray().Sum(n => n.GetProperty("matches").GetInt32()));
        Assert.Equal(3, wide.RootElement.GetProperty("nodes").GetArrayLength());
        Assert.Contains("each match once, chain whole", three.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "name": "x", "game": "go", "agents": ["joss", "joss"] }""", "$.game: unknown game \"go\"",
        "$.agents[1]: the name \"joss\" is already taken")]
    [InlineData("""{ "name": "x", "game": "ipd", "repetitions": -1, "agents": ["jos", "feld"] }""", "$.repetitions: found -1",
        "$.agents[0]: unknown strategy \"jos\"")]
    [InlineData("""{ "name": "x", """, "$: not JSON: line 1", "")]
    [InlineData("[]", "$: found an array", "wanted an object")]
    public async Task Play_of_a_faulty_file_is_wrong_usage_with_a_line_per_fault(string document, string first, string second)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("arena-test-").FullName, "league.json");
        await File.WriteAllTextAsync(file, document);
        var played = await CommandLine.RunAsync("play", file, "--json");
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Assert.Equal((2, ""), (played.ExitCode, played.Output));
        Assert.Contains(first, played.Errors, StringComparison.Ordinal);
        Assert.Contains(second, played.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Starting", played.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("play", "play")]
    [InlineData("play /nowhere/league.json", "/nowhere/league.json")]
    [InlineData("play FILE --nodes 0", "--nodes is '0'; wanted a whole number from 1 to 64")]
    [InlineData("play FILE --nodes three", "--nodes is 'three'")]
    [InlineData("play FILE --seed -1", "--seed is '-1'")]
    [InlineData("frobnicate", "frobnicate")]
    [InlineData("leagues --endpoint nonsense", "nonsense")]
    public async Task Wrong_usage_says_so_and_exits_with_2(string arguments, string told)
    {
        var done = await CommandLine.RunAsync(arguments.Replace("FILE", _axelrod, StringComparison.Ordinal).Split(' '));
        Assert.Equal((2, ""), (done.ExitCode, done.Output));
        Assert.Contains(told, done.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Play_for_people_prints_the_table_and_where_it_was_played_and_its_trace_reaches_to_the_ledger()
    {
        await using var collector = await TraceCollector.StartAsync();
        var played = await CommandLine.RunAsync(
            ["play", Path.Combine(Repository.Root, "samples", "leagues", "tic-tac-toe.json"), "--nodes", "2"],
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
        Assert.Equal(0, played.ExitCode);
        Assert.Contains("perfect", played.Output, StringComparison.Ordinal);
        Assert.Contains("node-2", played.Output, StringComparison.Ordinal);
        Assert.Contains("(100 %)", played.Output, StringComparison.Ordinal);

        var root = Assert.Single(collector.Spans, s => s.Name == "arena play");
        var trace = collector.Spans.Where(s => s.TraceId == root.TraceId).ToArray();
        Assert.Equal(["arena", "controlplane", "node"], trace.Select(s => s.Service).Distinct().Order());
        Assert.Contains(trace, s => s is { Service: "controlplane", Name: "work.assign" });
        Assert.Contains(trace, s => s is { Service: "node", Name: "match.play" });
        Assert.Contains(trace, s => s is { Service: "controlplane", Name: "ledger.record" });
        var ids = trace.Select(s => s.SpanId).ToHashSet();
        Assert.All(trace.Where(s => s != root), s => Assert.Contains(s.ParentId, ids));
    }
}
