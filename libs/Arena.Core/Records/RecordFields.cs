using System.Collections.Immutable;
using System.Text.Json;
using Arena.Core.Leagues.Document;
using Arena.Core.Primitives;

namespace Arena.Core.Records;

/// <summary>Kinds of fields that only records have.</summary>
internal static class RecordFields
{
    /// <summary>A whole number from 0; null when it is missing or (noted) something else.</summary>
    public static long? Number(JsonFields fields, string field)
    {
        if (!fields.TryGet(field, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0) return number;
        fields.Fault(field, $"found {JsonFields.Describe(value)}; wanted a whole number from 0");
        return null;
    }

    /// <summary>A SHA-256 in hex; empty when it is missing or something else, which is noted.</summary>
    public static byte[] Hash(JsonFields? fields, string field)
    {
        var wanted = $"a SHA-256: {2 * CanonicalHasher.HashSize} hexadecimal digits";
        if (fields?.Text(field, wanted) is not { } text) return [];
        if (text.Length == 2 * CanonicalHasher.HashSize && text.All(char.IsAsciiHexDigit)) return Convert.FromHexString(text);
        fields.Fault(field, $"found \"{JsonFields.Short(text)}\"; wanted {wanted}");
        return [];
    }

    /// <summary>An array in which every item reads as wanted; items that do not are noted.</summary>
    public static ImmutableArray<T> Array<T>(JsonFields fields, string field, string wanted, Func<JsonElement, T?> read)
        where T : struct
    {
        if (!fields.TryGet(field, out var array) || array.ValueKind != JsonValueKind.Array)
        {
            fields.Fault(field, $"wanted an array of {wanted}");
            return [];
        }

        var items = ImmutableArray.CreateBuilder<T>(array.GetArrayLength());
        var at = 0;
        foreach (var element in array.EnumerateArray())
        {
            if (read(element) is { } item) items.Add(item);
            else fields.Fault($"{field}[{at}]", $"found {JsonFields.Describe(element)}; wanted {wanted}");
            at++;
        }

        return items.ToImmutable();
    }
}
