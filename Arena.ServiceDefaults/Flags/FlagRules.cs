using System.Text.Json;
using System.Text.Json.Serialization;

namespace Arena.ServiceDefaults.Flags;

/// <summary>For whom a flag is on. What follows the state counts only while that is conditional, but for the variants.</summary>
/// <param name="State">Null where whoever wants it has not said.</param>
/// <param name="Percent">
/// Of those in neither list, 0 to 100. Null: all of them, or none where somebody is included. Raising it takes the flag from nobody.
/// </param>
/// <param name="Include">For these it is on: <c>agent/NAME</c>, <c>league/ID</c>, <c>node/NAME</c>, <c>tenant/ID</c>.</param>
/// <param name="Exclude">For these it is off, even if they are included.</param>
/// <param name="Environments">Only in these; null: in all.</param>
/// <param name="From">Not before.</param>
/// <param name="Until">Not from then on.</param>
/// <param name="Variants">In which of these it is on. Who has which stays the same as long as the percentages do.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FlagRules(
    FlagState? State, string? Description = null, double? Percent = null, IReadOnlyList<string>? Include = null,
    IReadOnlyList<string>? Exclude = null, IReadOnlyList<string>? Environments = null, DateTimeOffset? From = null,
    DateTimeOffset? Until = null, IReadOnlyList<FlagVariant>? Variants = null)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // it is for people, in the audit trail
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The same in one way: sorted, each once, and nothing where there is nothing.</summary>
    public FlagRules Normalize() => this with
    {
        Description = string.IsNullOrWhiteSpace(Description) ? null : Description.Trim(),
        Include = Sorted(Include),
        Exclude = Sorted(Exclude),
        Environments = Sorted(Environments?.Select(name => name.ToLowerInvariant())),
        From = From?.ToUniversalTime(),
        Until = Until?.ToUniversalTime(),
        Variants = Variants is { Count: > 0 } ? Variants : null,
    };

    /// <summary>As the ledger keeps it; equal rules that are normalized have equal texts.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, _json);

    /// <exception cref="InvalidDataException">It is none that was written so.</exception>
    public static FlagRules Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<FlagRules>(json, _json) ?? throw new InvalidDataException("The rules of a flag are null.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"The rules of a flag cannot be read: {fault.Message}", fault);
        }
    }

    private static string[]? Sorted(IEnumerable<string>? names)
    {
        string[] sorted = [.. (names ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return sorted.Length == 0 ? null : sorted;
    }
}
