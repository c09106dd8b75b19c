using System.Buffers;
using System.Text;
using System.Text.Json;
using Arena.Core.Agents.Learned;

namespace Arena.Core.Leagues.Document;

/// <summary>
/// A model as a file: one JSON object, as docs/models.md has it field by field. The same object is the "model" of an agent in a league
/// document, so that who has the document has the weights, and can play its matches again.
/// </summary>
public static class ModelFile
{
    /// <summary>What the "format" of every model says.</summary>
    public const string Format = "arena-model";

    /// <summary>The version of the format that this program reads and writes.</summary>
    public const int Version = 1;

    /// <summary>The model as JSON; the same model always gives the same text.</summary>
    public static string Write(LearnedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, LeagueJson.Options)) ModelJson.Write(json, model);
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>Reads a file. All its faults are found at once; nothing is thrown for any text.</summary>
    public static ModelParse Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > LeagueLimits.DocumentLength)
            return Failed($"found {json.Length} characters; at most {LeagueLimits.DocumentLength} are allowed");
        var text = Encoding.UTF8.GetBytes(LeagueDocument.Trimmed(json));
        try
        {
            using var document = JsonDocument.Parse(text, LeagueDocument.Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return Failed($"found {JsonFields.Describe(document.RootElement)}; wanted an object, a model");
            var faults = new FaultList();
            var model = new ModelReader(faults).Read(new JsonFields(document.RootElement, "$", faults));
            return new ModelParse(model, faults.ToList());
        }
        catch (JsonException failure)
        {
            return Failed(JsonFault.Of(failure, text));
        }
    }

    private static ModelParse Failed(string message) => new(null, [new("$", message)]);
}
