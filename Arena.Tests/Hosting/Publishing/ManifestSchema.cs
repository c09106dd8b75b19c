using System.Text.Json.Nodes;
using Arena.Tests.Architecture;

namespace Arena.Tests.Hosting.Publishing;

/// <summary>
/// The public schema aspire-8.0 in few words (<c>aspire-8.0.json</c> beside this file): for each kind its fields and what each is;
/// a field that is wanted ends with <c>!</c>, and no other fields are allowed.
/// </summary>
internal sealed class ManifestSchema
{
    private readonly JsonObject _kinds;
    private readonly JsonObject _shapes;

    private ManifestSchema(JsonNode schema)
    {
        _kinds = schema["kinds"]!.AsObject();
        _shapes = schema["shapes"]!.AsObject();
    }

    public static ManifestSchema Read() =>
        new(JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "Arena.Tests", "Hosting", "Publishing", "aspire-8.0.json")))!);

    public IEnumerable<string> Faults(JsonNode manifest)
    {
        if (manifest["resources"] is not JsonObject resources)
            return ["there are no resources"];
        return resources.SelectMany(r => (string?)r.Value?["type"] is { } type && _kinds[type] is JsonObject fields
            ? Faults(r.Key, r.Value!, fields)
            : [$"{r.Key} is of no known kind"]);
    }

    private IEnumerable<string> Faults(string path, JsonNode value, JsonObject fields)
    {
        if (value is not JsonObject given)
            return [$"{path} is no object"];
        var missing = fields.Where(f => f.Key.EndsWith('!') && given[f.Key.TrimEnd('!')] is null).Select(f => $"{path} lacks {f.Key.TrimEnd('!')}");
        return missing.Concat(given.SelectMany(g => (fields[g.Key] ?? fields[g.Key + "!"]) is { } shape
            ? Faults($"{path}.{g.Key}", g.Value!, (string)shape!)
            : [$"{path} has a field {g.Key}"]));
    }

    private IEnumerable<string> Faults(string path, JsonNode value, string shape) => shape switch
    {
        "string" => value.GetValueKind() == System.Text.Json.JsonValueKind.String ? [] : [$"{path} is no string"],
        "number" => value.GetValueKind() == System.Text.Json.JsonValueKind.Number ? [] : [$"{path} is no number"],
        "boolean" => value.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False ? [] : [$"{path} is no boolean"],
        _ when shape.EndsWith("[]", StringComparison.Ordinal) => value is JsonArray list ? list.SelectMany((v, i) => Faults($"{path}[{i}]", v!, shape[..^2])) : [$"{path} is no list"],
        _ when shape.EndsWith("{}", StringComparison.Ordinal) => value is JsonObject map ? map.SelectMany(v => Faults($"{path}.{v.Key}", v.Value!, shape[..^2])) : [$"{path} is no map"],
        _ when shape.Contains('|') => value.GetValueKind() == System.Text.Json.JsonValueKind.String && shape.Split('|').Contains((string)value!) ? [] : [$"{path} is none of {shape}"],
        _ => Faults(path, value, _shapes[shape]!.AsObject()),
    };
}
