using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arena.Core.Games;

namespace Arena.Core.Leagues.Document;

/// <summary>
/// The JSON Schema (draft 2020-12) of league documents, for editors. It refuses no document that is good; what it cannot
/// say, such as which openings are legal, only the reader finds.
/// </summary>
internal static class LeagueSchema
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // quotes and signs stay readable; the schema is never HTML
    };

    /// <summary>The whole schema as indented JSON, ending with a line break.</summary>
    public static string Write()
    {
        var league = SchemaShape.Object(LeagueFields.All);
        league["properties"]![LeagueFields.Schema] = new JsonObject(); // whatever it is, the reader passes it over
        league["allOf"] = new JsonArray([.. Rules()]);
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "A league",
            ["description"] = "A game, some agents, and how often they meet.",
        };
        foreach (var (name, node) in league) schema[name] = node?.DeepClone();
        return schema.ToJsonString(Options) + "\n";
    }

    private static IEnumerable<JsonObject> Rules()
    {
        // Nobody to meet but oneself.
        var itself = new JsonObject { ["const"] = true };
        yield return SchemaShape.Where("selfPlay", itself, "agents", new JsonObject { ["minItems"] = 2 }, otherwise: true);
        foreach (var (field, formats) in FormatReader.Own)
            yield return SchemaShape.Where("format", SchemaShape.Words(formats), field.Name, JsonValue.Create(false), otherwise: true);
        foreach (var game in GameCatalog.All)
        {
            var names = SchemaShape.Words(game.Aliases.Prepend(game.Name));
            yield return SchemaShape.Where("game", names, "parameters", SchemaShape.Parameters(game.Parameters));
        }
    }
}
