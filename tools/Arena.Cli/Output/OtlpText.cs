using System.Globalization;
using System.Text.Json;

namespace Arena.Cli.Output;

/// <summary>Reads what is needed for people out of OTLP's JSON.</summary>
internal static class OtlpText
{
    /// <summary>The items of all resources and scopes, each with its resource's name and its scope.</summary>
    public static IEnumerable<(string Resource, JsonElement Scope, JsonElement Item)> Items(JsonElement data, string ofResource, string ofScope, string items) =>
        from resource in List(data, ofResource)
        let name = ResourceName(resource)
        from scope in List(resource, ofScope)
        from item in List(scope, items)
        select (name, scope, item);

    public static IEnumerable<JsonElement> List(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var list) ? list.EnumerateArray() : [];

    public static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText() : "";

    public static long Nanoseconds(JsonElement element, string name) =>
        long.TryParse(Text(element, name), CultureInfo.InvariantCulture, out var value) ? value : 0;

    public static string Time(long nanoseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / 100).ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    public static string Milliseconds(long nanoseconds) => (nanoseconds / 1e6).ToString("#,0.00", CultureInfo.InvariantCulture);

    /// <summary>A value on one line: whatever a program logged, it moves no cursor here.</summary>
    public static string Value(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var any) || any.ValueKind != JsonValueKind.Object)
            return "";
        var value = any.EnumerateObject().Select(p => p.Value.ValueKind == JsonValueKind.String ? p.Value.GetString()! : p.Value.GetRawText()).FirstOrDefault() ?? "";
        return OneLine(value);
    }

    public static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    public static string Attributes(JsonElement element) =>
        string.Join(" ", List(element, "attributes").Select(a => $"{OneLine(Text(a, "key"))}={Value(a, "value")}"));

    private static string ResourceName(JsonElement ofResource)
    {
        if (!ofResource.TryGetProperty("resource", out var resource))
            return "";
        var attributes = List(resource, "attributes").ToLookup(a => Text(a, "key"), a => Value(a, "value"));
        return attributes["service.instance.id"].FirstOrDefault(i => i.Length is > 0 and < 36) ?? attributes["service.name"].FirstOrDefault() ?? "";
    }
}
