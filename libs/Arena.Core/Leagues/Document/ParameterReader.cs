using System.Text.Json;
using System.Text.Json.Nodes;
using Arena.Core.Primitives;

namespace Arena.Core.Leagues.Document;

/// <summary>Reads a "parameters" object against a schema.</summary>
internal static class ParameterReader
{
    /// <summary>Any numbers and words: which names, bounds and words there are, the game or strategy says.</summary>
    public static JsonObject Shape() =>
        new() { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("number", "string") } };

    /// <param name="owner">The object that may have "parameters".</param>
    /// <param name="schema">Null when the game or strategy is itself unknown: then only the JSON types are checked.</param>
    /// <param name="faults">Where faults are noted.</param>
    public static ParameterSet Read(JsonFields owner, ParameterSchema? schema, FaultList faults)
    {
        var defaults = schema?.Defaults ?? ParameterSchema.None.Defaults;
        if (owner.Object("parameters") is not { } fields) return defaults;

        var before = faults.Count;
        var values = new List<KeyValuePair<string, double>>();
        foreach (var name in fields.Names)
        {
            fields.TryGet(name, out var value);
            if (Value(schema?.Find(name), value) is { } number)
                values.Add(new(name, number));
            else if (schema is not null && schema.Find(name) is null)
                fields.Fault(name, schema.Unknown(name).Message);
            else
                fields.Fault(name, $"found {JsonFields.Describe(value)}; wanted {schema?.Find(name)?.Allowed ?? "a number"}");
        }

        if (schema is null) return defaults;
        var wrong = new List<ParameterFault>();
        var bound = schema.Bind(values, wrong);
        foreach (var (name, message) in wrong)
        {
            if (name.Length > 0) fields.Fault(name, message);
            // A rule over several parameters cannot be judged while one of them is missing its value.
            else if (faults.Count == before) faults.Add(new(fields.Path, message));
        }

        return bound;
    }

    private static double? Value(ParameterDefinition? parameter, JsonElement value)
    {
        if (parameter is { Kind: ParameterKind.Choice }) return JsonFields.TextOf(value) is { } word ? parameter.Parse(word) : null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;
    }
}
