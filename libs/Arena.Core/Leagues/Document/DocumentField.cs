using System.Text.Json.Nodes;

namespace Arena.Core.Leagues.Document;

/// <summary>
/// A field of a league document. Readers refuse what is not in their table of these, and league.schema.json is made of the
/// same tables.
/// </summary>
/// <param name="Name">As it stands in the document.</param>
/// <param name="Description">What it is for, in a sentence.</param>
/// <param name="Shape">Its values, as a JSON Schema. Asked anew for each place, since a JSON node has one parent.</param>
internal record DocumentField(string Name, string Description, Func<JsonObject> Shape)
{
    /// <summary>Whether a document without it is faulty.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What holds where it is missing; null when that depends on other fields, or is nothing.</summary>
    public JsonNode? Default { get; init; }

    public JsonObject ToSchema()
    {
        var schema = Shape();
        schema["description"] = Description;
        if (Default is not null) schema["default"] = Default.DeepClone();
        return schema;
    }
}
