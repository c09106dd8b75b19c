using System.Text.Json;
using Arena.Core.Leagues.Document;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Leagues.Document;

public sealed class DocumentPlacesTests
{
    private const string Document = """
        {
          "name": "l", // a league
          "game": "ches",
          "agents": [ "random", { "name": "ä", "strategy": "greedy" }, ],
          "two words": 1
        }
        """;

    [Theory]
    [InlineData("$.game", 3, 3, "\"game\": \"ches\"")]
    [InlineData("$.agents[0]", 4, 15, "\"random\"")]
    [InlineData("$.agents[1].strategy", 4, 40, "\"strategy\": \"greedy\"")]
    [InlineData("$['two words']", 5, 3, "\"two words\": 1")]
    [InlineData("$.agents[1].parameters.depth", 4, 25, "{")] // is missing in the second agent
    [InlineData("$.agents[7]", 4, 3, "\"agents\": [")]
    [InlineData("$.seed", 1, 1, "{")]
    [InlineData("$", 1, 1, "{")]
    public void Path_of_a_fault_leads_to_its_line(string path, int line, int column, string text)
    {
        var place = DocumentPlaces.Of(Document).Find(path)!.Value;
        Assert.Equal((line, column, text), (place.Line, place.Column, Document[place.Start..place.End]));
    }

    [Theory]
    [InlineData("{ \"name\": \"l\",\n  \"game\" \"chess\" }", 2, 10, "\"")]
    [InlineData("\uFEFF{\n  \"name\": [1,", 2, 13, ",")]
    [InlineData("", 1, 1, "")]
    public void Text_that_is_no_json_has_the_place_where_it_ceases_to_be(string document, int line, int column, string text)
    {
        var place = DocumentPlaces.Of(document).Find("$")!.Value;
        Assert.Equal((line, column, text), (place.Line, place.Column, document[place.Start..place.End]));
        Assert.Contains($"line {line}, column {column}", LeagueDocument.Parse(document).Faults.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_of_no_document_has_no_place() => Assert.Null(DocumentPlaces.Of(Document).Find("id"));

    /// <summary>Every value of every sample stands where its place says: the text there is what a reader of JSON has of it.</summary>
    [Fact]
    public void Every_value_of_the_samples_stands_where_its_place_says()
    {
        Assert.All(Repository.SampleLeagues, file =>
        {
            var text = "\uFEFF" + File.ReadAllText(file);
            var places = DocumentPlaces.Of(text);
            using var document = JsonDocument.Parse(
                text[1..], new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            foreach (var (path, value) in Values("$", document.RootElement))
            {
                var place = places.ValueAt(path)!.Value;
                Assert.Equal(value.GetRawText(), text[place.Start..place.End]);
                Assert.Equal(place.Line, text[..place.Start].Count(c => c == '\n') + 1);
            }
        });
    }

    private static IEnumerable<(string Path, JsonElement Value)> Values(string path, JsonElement value)
    {
        yield return (path, value);
        var inner = value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().Select(field => (path + JsonFields.Step(field.Name), field.Value)),
            JsonValueKind.Array => value.EnumerateArray().Select((item, index) => ($"{path}[{index}]", item)),
            _ => [],
        };
        foreach (var (at, part) in inner)
        {
            foreach (var found in Values(at, part))
                yield return found;
        }
    }
}
