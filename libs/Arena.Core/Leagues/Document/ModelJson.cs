using System.Text.Json;
using Arena.Core.Agents.Learned;

namespace Arena.Core.Leagues.Document;

/// <summary>Writes the object of a model file; <see cref="ModelReader"/> reads it back.</summary>
internal static class ModelJson
{
    public static void Write(Utf8JsonWriter json, LearnedModel model)
    {
        json.WriteStartObject();
        json.WriteString("format", ModelFile.Format);
        json.WriteNumber("version", ModelFile.Version);
        json.WriteString("game", model.Game.Type.Name);
        LeagueJson.WriteParameters(json, model.Game.Parameters);
        if (model.Lineage is { } lineage)
        {
            json.WriteStartObject("lineage");
            json.WriteString("name", lineage.Name);
            json.WriteNumber("version", lineage.Version);
            json.WriteEndObject();
        }

        WriteShape(json, model);
        json.WriteBase64String("weights", model.Bytes());
        json.WriteString("sha256", model.Hash);
        json.WriteEndObject();
    }

    private static void WriteShape(Utf8JsonWriter json, LearnedModel model)
    {
        json.WriteStartObject("shape");
        json.WriteNumber("inputs", model.Shape.Inputs);
        json.WriteStartArray("hidden");
        foreach (var layer in model.Shape.Hidden)
        {
            json.WriteStartObject();
            json.WriteNumber("width", layer.Width);
            json.WriteString("activation", ModelShapeReader.WordOf(layer.Activation));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
