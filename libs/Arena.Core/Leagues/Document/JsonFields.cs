using System.Globalization;
using System.Text.Json;
using Arena.Core.Primitives;

namespace Arena.Core.Leagues.Document;

/// <summary>
/// Reads the fields of one JSON object and notes what is wrong with them: wrong types, fields that appear twice, fields
/// that nobody asked for.
/// </summary>
internal sealed class JsonFields
{
    /// <summary>Stands for a name that is no text, such as "\ud800".</summary>
    public const string BrokenName = "(broken text)";

    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);
    private readonly FaultList _faults;

    /// <param name="passedOver">A field that is as if it were not there.</param>
    public JsonFields(JsonElement element, string path, FaultList faults, string? passedOver = null)
    {
        (Path, _faults) = (path, faults);
        foreach (var property in element.EnumerateObject())
        {
            var name = Name(property);
            if (name == passedOver) continue;
            if (!_fields.TryAdd(name, property.Value)) Fault(name, "the field appears twice; it is allowed once");
        }
    }

    public string Path { get; }

    public IEnumerable<string> Names => _fields.Keys;

    /// <summary>Notes every field that is not known.</summary>
    public void AllowOnly(params string[] known)
    {
        foreach (var name in _fields.Keys.Where(name => !known.Contains(name)))
            Fault(name, "unknown field" + NearMiss.Hint(name, known));
    }

    /// <inheritdoc cref="AllowOnly(string[])"/>
    public void AllowOnly(IEnumerable<DocumentField> known) => AllowOnly([.. known.Select(field => field.Name)]);

    public void Fault(string field, string message) => _faults.Add(new($"{Path}{Step(field)}", message));

    public bool TryGet(string field, out JsonElement value) => _fields.TryGetValue(field, out value);

    /// <summary>The text of a field; null when it is missing or (noted) not text.</summary>
    public string? Text(string field, string? missing = null)
    {
        if (!_fields.TryGetValue(field, out var value))
        {
            if (missing is not null) Fault(field, $"the field is missing; wanted {missing}");
            return null;
        }

        if (TextOf(value) is { } text) return text;
        Fault(field, $"found {Describe(value)}; wanted {missing ?? "text"}");
        return null;
    }

    public bool? Boolean(string field)
    {
        if (!_fields.TryGetValue(field, out var value)) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Fault(field, $"found {Describe(value)}; wanted true or false");
        return null;
    }

    public int? Integer(string field, int minimum, int maximum)
    {
        if (!_fields.TryGetValue(field, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number
            && value.TryGetDouble(out var number) && Math.Truncate(number) == number
            && number >= minimum && number <= maximum)
            return (int)number;
        Fault(field, $"found {Describe(value)}; wanted an integer from {minimum} to {maximum}");
        return null;
    }

    /// <summary>A number within the field's bounds; null when it is missing (noted, where required) or (noted) something else.</summary>
    public double? Number(NumberField field)
    {
        var wanted = string.Create(CultureInfo.InvariantCulture, $"wanted a number from {field.Minimum} to {field.Maximum}");
        if (!_fields.TryGetValue(field.Name, out var value))
        {
            if (field.IsRequired) Fault(field.Name, $"the field is missing; {wanted}");
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number
            && value.TryGetDouble(out var number) && number >= field.Minimum && number <= field.Maximum)
            return number;
        Fault(field.Name, $"found {Describe(value)}; {wanted}");
        return null;
    }

    /// <summary>A whole number within the field's bounds; null when it is missing or (noted) something else.</summary>
    public int? Integer(IntegerField field) => Integer(field.Name, field.Minimum, field.Maximum);

    /// <summary>A field that holds an object; null when it is missing or (noted) something else.</summary>
    public JsonFields? Object(string field)
    {
        if (!_fields.TryGetValue(field, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Object) return new JsonFields(value, Path + Step(field), _faults);
        Fault(field, $"found {Describe(value)}; wanted an object");
        return null;
    }

    /// <summary>An object within one of the fields, such as <c>list[2]</c>; null when (noted) it is something else.</summary>
    public JsonFields? Within(string place, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object) return new JsonFields(element, $"{Path}.{place}", _faults);
        _faults.Add(new($"{Path}.{place}", $"found {Describe(element)}; wanted an object"));
        return null;
    }

    /// <summary>What a value is, short enough for a message.</summary>
    public static string Describe(JsonElement value)
    {
        var what = value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.Null => "null",
            JsonValueKind.String => $"\"{TextOf(value) ?? "(broken text)"}\"",
            _ => value.GetRawText(),
        };
        return Short(what);
    }

    /// <summary>The text, cut where a message would grow too long.</summary>
    public static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";

    public static string? TextOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null; // an escaped half of a surrogate pair, such as "\ud800"
        }
    }

    private static string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return BrokenName;
        }
    }

    /// <summary>A field in a path: <c>.agents</c>, but <c>['two words']</c>, as JSONPath writes it.</summary>
    public static string Step(string field) =>
        field.Length > 0 && field.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
            ? $".{field}"
            : string.Create(CultureInfo.InvariantCulture, $"['{Short(field)}']");
}
