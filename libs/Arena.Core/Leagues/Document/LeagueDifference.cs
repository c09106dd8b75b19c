using System.Text.Json;

namespace Arena.Core.Leagues.Document;

/// <summary>What tells two leagues apart, in terms of their documents.</summary>
public static class LeagueDifference
{
    private const int MaxLines = 20;
    private const int MaxValueLength = 80;

    /// <summary>
    /// The places where the canonical documents differ, with what is there and what ought to be; of more than 20, the rest
    /// is only counted. Empty when the leagues are equal.
    /// </summary>
    public static IReadOnlyList<LeagueFault> Between(LeagueDefinition found, LeagueDefinition wanted)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(wanted);
        using var left = JsonDocument.Parse(found.ToJson());
        using var right = JsonDocument.Parse(wanted.ToJson());
        var differences = new List<LeagueFault>();
        Compare("$", left.RootElement, right.RootElement, differences);
        return differences.Count <= MaxLines
            ? differences
            : [.. differences.Take(MaxLines), new LeagueFault("$", $"and {differences.Count - MaxLines} more differences")];
    }

    private static void Compare(string path, JsonElement? found, JsonElement? wanted, List<LeagueFault> differences)
    {
        if (found is { ValueKind: JsonValueKind.Object } left && wanted is { ValueKind: JsonValueKind.Object } right)
        {
            foreach (var name in left.EnumerateObject().Concat(right.EnumerateObject()).Select(p => p.Name).Distinct())
                Compare($"{path}.{name}", Field(left, name), Field(right, name), differences);
        }
        else if (found is { ValueKind: JsonValueKind.Array } some && wanted is { ValueKind: JsonValueKind.Array } others)
        {
            for (var i = 0; i < Math.Max(some.GetArrayLength(), others.GetArrayLength()); i++)
                Compare($"{path}[{i}]", Item(some, i), Item(others, i), differences);
        }
        else if (found?.GetRawText() != wanted?.GetRawText())
        {
            differences.Add(new LeagueFault(path, $"found {Text(found)}; wanted {Text(wanted)}"));
        }
    }

    private static JsonElement? Field(JsonElement element, string name) => element.TryGetProperty(name, out var field) ? field : null;

    private static JsonElement? Item(JsonElement array, int index) => index < array.GetArrayLength() ? array[index] : null;

    private static string Text(JsonElement? value)
    {
        if (value is not { } element)
            return "nothing";
        var text = element.ValueKind is JsonValueKind.Object or JsonValueKind.Array
            ? JsonSerializer.Serialize(element)
            : element.GetRawText();
        return text.Length <= MaxValueLength ? text : text[..MaxValueLength] + "…";
    }
}
