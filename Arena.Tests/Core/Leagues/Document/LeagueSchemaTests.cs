using System.Text.Json;
using System.Text.Json.Nodes;
using Arena.Core.Leagues.Document;
using Arena.Tests.Shared;
using Json.Schema;

namespace Arena.Tests.Core.Leagues.Document;

/// <summary>league.schema.json against the reader: what one knows, the other knows.</summary>
public sealed class LeagueSchemaTests
{
    private const string Board = """{ "name": "l", "game": "chess", "agents": ["random", "greedy"]""";
    private const string WithEngine = """{ "name": "l", "game": "chess", "agents": [{ "engine": { "cmd": "e" } }, "random"] }""";

    private static readonly string _withModel =
        $$"""{ "name": "l", "game": "tic_tac_toe", "agents": [{ "model": {{ModelFile.Write(TestModel.Of("tic_tac_toe"))}} }, "random"] }""";

    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private static readonly JsonSchema Schema = JsonSchema.FromText(LeagueSchema.Write());

    // Every kind of object in a document: the path to it, a good document that has one, and its fields.
    private static readonly (string Path, string Document, IEnumerable<DocumentField> Fields)[] Objects =
    [
        ("", """{ "name": "l", "game": "ipd", "agents": ["grim", "joss"] }""", LeagueFields.All),
        ("agents/0", """{ "name": "l", "game": "ipd", "agents": [{ "strategy": "grim" }, "joss"] }""", AgentFields.Strategy),
        ("agents/0", """{ "name": "l", "game": "ipd", "agents": [{ "name": "b", "bot": true }, "joss"] }""", AgentFields.Bot),
        ("agents/0", """{ "name": "l", "game": "ipd", "agents": [{ "name": "h", "http": "http://h/" }, "joss"] }""", AgentFields.Http),
        ("agents/0", WithEngine, AgentFields.Engine),
        ("agents/0/engine", WithEngine, EngineReader.Fields),
        ("agents/0", _withModel, AgentFields.Model),
        ("agents/0/model", _withModel, ModelReader.Fields),
        ("agents/0/model/lineage", _withModel, ModelReader.Lineage),
        ("agents/0/model/shape", _withModel, ModelShapeReader.Fields),
        ("agents/0/model/shape/hidden/0", _withModel, ModelShapeReader.Layer),
        ("openings", Board + """, "openings": { "list": [["e4"]] } }""", OpeningFields.Book),
        ("openings/0", Board + """, "openings": [{ "moves": ["e4"] }] }""", OpeningFields.Opening),
        ("adjudication", Board + """, "adjudication": { "maxMoves": 9 } }""", AdjudicationJson.Fields),
    ];

    public static TheoryData<string> Samples => new(Repository.SampleLeagues.Select(path => Path.GetFileName(path)));

    [Fact]
    public void Schema_file_is_what_the_reader_declares()
    {
        var wanted = LeagueSchema.Write();
        if (Environment.GetEnvironmentVariable("UPDATE_SCHEMA") == "1") File.WriteAllText(Repository.LeagueSchema, wanted);
        var found = File.Exists(Repository.LeagueSchema) ? File.ReadAllText(Repository.LeagueSchema) : "";
        const string otherwise = "league.schema.json is not what the reader declares: UPDATE_SCHEMA=1 writes it anew.";
        Assert.True(found == wanted, otherwise);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_follows_the_schema_and_names_it(string name)
    {
        var text = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Repository.LeagueSchema)!, name));
        using var document = JsonDocument.Parse(text, Lenient);
        Assert.Equal("./league.schema.json", document.RootElement.GetProperty("$schema").GetString());
        Assert.True(IsValid(text));
    }

    [Fact]
    public void Schema_is_passed_over_and_not_in_the_canonical_document()
    {
        const string document =
            """{ "$schema": "./league.schema.json", "name": "l", "game": "ipd", "agents": ["grim", "joss"] }""";
        var parse = LeagueDocument.Parse(document);
        Assert.Empty(parse.Faults);
        Assert.DoesNotContain("$schema", parse.Definition!.ToJson(), StringComparison.Ordinal);
        Assert.True(IsValid(parse.Definition.ToJson()));
    }

    [Theory]
    [InlineData("""{ "game": "ipd", "agents": ["grim", "joss"] }""")]
    [InlineData("""{ "name": "L", "game": "ipd", "agents": ["grim", "joss"] }""")]
    [InlineData("""{ "name": "l", "game": "go", "agents": ["grim", "joss"] }""")]
    [InlineData("""{ "name": "l", "game": "ipd", "agents": ["grim"] }""")]
    [InlineData("""{ "name": "l", "game": "ipd", "agents": ["grim", "grimm"] }""")]
    [InlineData("""{ "name": "l", "game": "ipd", "parameters": { "noise": 2 }, "agents": ["grim", "joss"] }""")]
    [InlineData("""{ "name": "l", "game": "ipd", "parameters": { "depth": 2 }, "agents": ["grim", "joss"] }""")]
    [InlineData("""{ "name": "l", "game": "ipd", "agents": ["grim", { "strategy": "joss", "parameters": { "p": 2 } }] }""")]
    [InlineData("""{ "name": "l", "game": "ipd", "agents": ["grim", { "name": "b", "bot": false }] }""")]
    [InlineData("""{ "name": "l", "game": "ipd", "repetitions": 0, "agents": ["grim", "joss"] }""")]
    [InlineData("""{ "name": "l", "game": "ipd", "repetitions": 100001, "agents": ["grim", "joss"] }""")]
    [InlineData("""{ "name": "l", "game": "ipd", "repetitons": 1, "agents": ["grim", "joss"] }""")]
    [InlineData("""{ "name": "l", "game": "ipd", "moveTimeLimit": "10h", "agents": ["grim", "joss"] }""")]
    [InlineData("""{ "name": "l", "game": "ipd", "timeControl": "40/", "agents": ["grim", "joss"] }""")]
    [InlineData("""{ "name": "l", "game": "ipd", "verify": "2", "agents": ["grim", "joss"] }""")]
    [InlineData("""{ "name": "l", "game": "ipd", "rounds": 3, "agents": ["grim", "joss"] }""")]
    public void Faulty_document_is_refused_by_reader_and_schema(string document)
    {
        Assert.NotEmpty(LeagueDocument.Parse(document).Faults);
        Assert.False(IsValid(document));
    }

    [Theory]
    [InlineData("""{ "name": "l", "game": "ipd", "agents": ["grim"], "selfPlay": true, "verify": "2.5%", "seed": "184467" }""")]
    [InlineData("""{ "name": "l", "game": "ipd", "agents": ["grim", "joss"], "moveTimeLimit": ".5s", "timeControl": "40/1:30:00+30" }""")]
    [InlineData("""{ "name": "l", "game": "othello", "agents": ["greedy", "random"], "format": "swiss", "rounds": 1 }""")]
    public void Good_document_is_taken_by_reader_and_schema(string document)
    {
        Assert.Empty(LeagueDocument.Parse(document).Faults);
        Assert.True(IsValid(document));
    }

    [Fact]
    public void Fields_that_the_reader_knows_are_those_of_the_schema()
    {
        foreach (var (path, document, fields) in Objects)
        {
            Assert.Empty(LeagueDocument.Parse(document).Faults);
            var unknown = With(document, path, "zzzzzzzz", 1);
            var fault = Assert.Single(LeagueDocument.Parse(unknown).Faults);
            Assert.EndsWith($"known: {string.Join(", ", fields.Select(field => field.Name))}", fault.Message, StringComparison.Ordinal);
            Assert.False(IsValid(unknown));
        }
    }

    [Fact]
    public void Fields_of_the_schema_are_all_read()
    {
        foreach (var (path, document, fields) in Objects)
        {
            foreach (var field in fields)
            {
                // Nothing may be null: who reads the field, says so.
                var broken = With(document, path, field.Name, null);
                var faults = LeagueDocument.Parse(broken).Faults;
                Assert.Contains(faults, fault => fault.Path.EndsWith($".{field.Name}", StringComparison.Ordinal)
                    && !fault.Message.StartsWith("unknown field", StringComparison.Ordinal));
                Assert.False(IsValid(broken));
            }
        }
    }

    private static string With(string document, string path, string field, JsonNode? value)
    {
        var root = JsonNode.Parse(document)!;
        var at = root;
        foreach (var step in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            at = int.TryParse(step, out var index) ? at[index]! : at[step]!;
        at[field] = value;
        return root.ToJsonString();
    }

    private static bool IsValid(string text)
    {
        using var document = JsonDocument.Parse(text, Lenient);
        return Schema.Evaluate(document.RootElement).IsValid;
    }
}
