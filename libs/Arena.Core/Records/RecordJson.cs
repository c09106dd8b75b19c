using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Arena.Core.Leagues.Document;

namespace Arena.Core.Records;

/// <summary>What all JSON of records has in common.</summary>
internal static class RecordJson
{
    /// <summary>Characters in a record: a match of the longest game, with room.</summary>
    public const int LongestText = 256 * 1024 * 1024;

    public static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly JsonWriterOptions Indented = Compact with { Indented = true, NewLine = "\n" };

    private static readonly JsonDocumentOptions _reading = new() { MaxDepth = 32 };

    /// <exception cref="FormatException">The text is not JSON.</exception>
    public static JsonDocument Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > LongestText) throw new FormatException($"found {json.Length} characters; a record has at most {LongestText}");
        // Through UTF-8 by hand: unpaired surrogates become replacement characters instead of exceptions.
        var text = Encoding.UTF8.GetBytes(json.TrimStart('\uFEFF'));
        try
        {
            return JsonDocument.Parse(text, _reading);
        }
        catch (JsonException failure)
        {
            throw new FormatException(JsonFault.Of(failure, text), failure);
        }
    }

    public static JsonFields Root(JsonDocument document, FaultList faults) =>
        document.RootElement.ValueKind == JsonValueKind.Object
            ? new JsonFields(document.RootElement, "$", faults)
            : throw new FormatException($"$: found {JsonFields.Describe(document.RootElement)}; wanted an object, a match record");

    public static FormatException Faulty(FaultList faults) =>
        new(string.Join("\n", faults.ToList().Select(fault => $"{fault.Path}: {fault.Message}")));
}
