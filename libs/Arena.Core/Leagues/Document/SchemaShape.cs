using System.Text.Json.Nodes;
using Arena.Core.Primitives;

namespace Arena.Core.Leagues.Document;

/// <summary>The pieces of a JSON Schema (draft 2020-12). Each call makes a new node.</summary>
internal static class SchemaShape
{
    /// <summary>Decimal digits with a point at most: what a number within text looks like.</summary>
    public const string Decimal = @"([0-9]+\.?[0-9]*|\.[0-9]+)";

    public static JsonObject Boolean() => new() { ["type"] = "boolean" };

    public static JsonObject Integer(long minimum, long maximum) =>
        new() { ["type"] = "integer", ["minimum"] = minimum, ["maximum"] = maximum };

    public static JsonObject Integer(ulong maximum) =>
        new() { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = maximum };

    public static JsonObject Number(double minimum, double maximum) =>
        new() { ["type"] = "number", ["minimum"] = minimum, ["maximum"] = maximum };

    public static JsonObject Text() => new() { ["type"] = "string" };

    public static JsonObject Text(int longest) =>
        new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = longest };

    public static JsonObject Text(string pattern) => new() { ["type"] = "string", ["pattern"] = $"^{pattern}$" };

    public static JsonObject Words(IEnumerable<string> words) =>
        new() { ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]) };

    public static JsonObject Array(JsonObject items, int fewest, int most) =>
        new() { ["type"] = "array", ["items"] = items, ["minItems"] = fewest, ["maxItems"] = most };

    /// <summary>One of several shapes.</summary>
    public static JsonObject AnyOf(params IEnumerable<JsonObject> shapes) => new() { ["anyOf"] = new JsonArray([.. shapes]) };

    /// <summary>An object with these fields and no others.</summary>
    public static JsonObject Object(params IEnumerable<DocumentField> fields)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var field in fields)
        {
            properties[field.Name] = field.ToSchema();
            if (field.IsRequired) required.Add(field.Name);
        }

        var shape = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (required.Count > 0) shape["required"] = required;
        return shape;
    }

    /// <summary>The "parameters" that a game or a strategy has.</summary>
    public static JsonObject Parameters(ParameterSchema schema)
    {
        var properties = new JsonObject();
        foreach (var parameter in schema.Definitions)
        {
            var shape = parameter.Kind switch
            {
                ParameterKind.Choice => Words(parameter.Words),
                ParameterKind.Integer => Integer((long)parameter.Minimum, (long)parameter.Maximum),
                _ => Number(parameter.Minimum, parameter.Maximum),
            };
            shape["default"] = parameter.Kind == ParameterKind.Choice ? parameter.TextOf(parameter.Default) : parameter.Default;
            shape["description"] = parameter.Description;
            properties[parameter.Name] = shape;
        }

        return new() { ["properties"] = properties, ["additionalProperties"] = false };
    }

    /// <summary>
    /// A rule for a property of objects in which the field has one of the values; with <paramref name="otherwise"/>, of all
    /// other objects.
    /// </summary>
    public static JsonObject Where(string field, JsonObject values, string property, JsonNode shape, bool otherwise = false) => new()
    {
        ["if"] = new JsonObject
        {
            ["properties"] = new JsonObject { [field] = values },
            ["required"] = new JsonArray(field),
        },
        [otherwise ? "else" : "then"] = new JsonObject { ["properties"] = new JsonObject { [property] = shape } },
    };
}
