using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arena.Core.Agents.Learned;
using Arena.Core.Games;
using Arena.Core.Learning.Models;

namespace Arena.Core.Leagues.Document;

/// <summary>Reads the object of a model file.</summary>
internal sealed class ModelReader(FaultList faults)
{
    private const int HashDigits = 64;
    private const long LastVersion = 1L << 53; // what every reader of JSON holds exactly

    private static readonly string _hashWanted = $"the SHA-256 of the weights' bytes: {HashDigits} hexadecimal digits";

    /// <summary>The fields of a model, in the order in which a fault lists them.</summary>
    public static ImmutableArray<DocumentField> Fields { get; } =
    [
        new("format", "That it is a model.", () => SchemaShape.Words([ModelFile.Format])) { IsRequired = true },
        new("version", "The version of this format.", () => SchemaShape.Integer(ModelFile.Version, ModelFile.Version))
        {
            IsRequired = true,
        },
        new("game", "The game that it judges.", SchemaShape.Text) { IsRequired = true },
        new("parameters", "That game's parameters; those that are missing have its defaults.", ParameterReader.Shape),
        new("lineage", "Which model of a series it is.", () => SchemaShape.Object(Lineage)),
        new("shape", "Its network.", () => SchemaShape.Object(ModelShapeReader.Fields)) { IsRequired = true },
        new("weights", "The weights: base64 of IEEE 754 single precision numbers, four bytes each, the lowest first.", SchemaShape.Text)
        {
            IsRequired = true,
        },
        new("sha256", "The SHA-256 of the weights' bytes.", HashShape) { IsRequired = true },
    ];

    /// <summary>The fields of a lineage.</summary>
    public static ImmutableArray<DocumentField> Lineage { get; } =
    [
        new("name", "The series' name.", () => SchemaShape.Text(LeagueLimits.NameLength)) { IsRequired = true },
        new("version", "The number within it.", () => SchemaShape.Integer(0, LastVersion)) { IsRequired = true },
    ];

    /// <summary>The model; null when (noted) something is wrong with it.</summary>
    public LearnedModel? Read(JsonFields fields)
    {
        var before = faults.Count;
        fields.AllowOnly(Fields);
        if (fields.Text("format", $"\"{ModelFile.Format}\"") is { } format && format != ModelFile.Format)
            fields.Fault("format", $"found \"{JsonFields.Short(format)}\"; wanted \"{ModelFile.Format}\"");
        ReadVersion(fields);
        var type = LeagueReader.ReadGame(fields);
        var parameters = ParameterReader.Read(fields, type?.Parameters, faults);
        var lineage = fields.Object("lineage") is { } of ? ReadLineage(of) : null;
        var shape = ModelShapeReader.Read(fields);
        var hash = ReadHash(fields);
        var game = faults.Count == before && type is not null ? type.Create(parameters) : null;
        if (game is not null && shape is not null && LearnedModel.MisfitOf(game, shape) is { } misfit) fields.Fault("shape", misfit);
        var weights = ReadWeights(fields, shape, hash);
        return faults.Count > before || game is null ? null : new LearnedModel(game, shape!, weights, lineage);
    }

    private static JsonObject HashShape() => SchemaShape.Text($"[0-9a-fA-F]{{{HashDigits}}}");

    private static void ReadVersion(JsonFields fields)
    {
        if (!fields.TryGet("version", out var value))
            fields.Fault("version", $"the field is missing; wanted {ModelFile.Version}");
        else if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var number) || number != ModelFile.Version)
            fields.Fault("version", $"found {JsonFields.Describe(value)}; this program reads version {ModelFile.Version}");
    }

    private static ModelLineage? ReadLineage(JsonFields fields)
    {
        fields.AllowOnly(Lineage);
        var name = fields.Text("name", "the series' name");
        if (name is { Length: 0 or > LeagueLimits.NameLength })
            fields.Fault("name", $"found {name.Length} characters; wanted 1 to {LeagueLimits.NameLength}");
        if (!fields.TryGet("version", out var value))
            fields.Fault("version", "the field is missing; wanted a whole number from 0");
        else if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var version) && version is >= 0 and <= LastVersion)
            return name is null ? null : new ModelLineage(name, version);
        else
            fields.Fault("version", $"found {JsonFields.Describe(value)}; wanted a whole number from 0 to {LastVersion}");
        return null;
    }

    private static string? ReadHash(JsonFields fields)
    {
        if (fields.Text("sha256", _hashWanted) is not { } text) return null;
        if (text.Length == HashDigits && text.All(char.IsAsciiHexDigit)) return text.ToLowerInvariant();
        fields.Fault("sha256", $"found \"{JsonFields.Short(text)}\"; wanted {_hashWanted}");
        return null;
    }

    private static float[] ReadWeights(JsonFields fields, MlpShape? shape, string? hash)
    {
        const string wanted = "base64 of the weights, four bytes each";
        if (fields.Text("weights", wanted) is not { } text) return [];
        var bytes = new byte[text.Length / 4 * 3 + 3];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
        {
            fields.Fault("weights", $"found text that is no base64; wanted {wanted}");
            return [];
        }

        bytes = bytes[..length];
        if (shape is not null && length != sizeof(float) * (long)shape.Dimension)
            fields.Fault("weights", $"found {length} bytes; {shape} has {shape.Dimension} weights, {4L * shape.Dimension} bytes");
        if (hash is not null && LearnedModel.HashOf(bytes) is var found && found != hash)
            fields.Fault("sha256", $"found {hash}; that of the weights that stand there is {found}: they were altered, or cut off");
        var weights = new float[length / sizeof(float)];
        for (var i = 0; i < weights.Length; i++) weights[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(sizeof(float) * i));
        var strange = Array.FindIndex(weights, weight => !float.IsFinite(weight));
        if (strange >= 0)
            fields.Fault("weights", string.Create(
                CultureInfo.InvariantCulture, $"found {weights[strange]} as weight {strange}; wanted finite numbers"));
        return weights;
    }
}
