using System.Collections.Immutable;
using System.Text.Json;
using Arena.Core.Learning.Models;
using Arena.Core.Primitives;

namespace Arena.Core.Leagues.Document;

/// <summary>Reads the "shape" of a model.</summary>
internal static class ModelShapeReader
{
    private static readonly string[] _activations = ["tanh", "relu"];
    private static readonly IntegerField _inputs =
        new("inputs", "Its inputs: the features of the game.", 1, LeagueLimits.ModelWeights) { IsRequired = true };
    private static readonly IntegerField _width = new("width", "Its units.", 1, LeagueLimits.ModelWidth) { IsRequired = true };

    /// <summary>The fields of a shape.</summary>
    public static ImmutableArray<DocumentField> Fields { get; } =
    [
        _inputs,
        new("hidden", "The hidden layers, from the inputs on; none is a linear model.",
            () => SchemaShape.Array(SchemaShape.Object(Layer), 0, LeagueLimits.ModelLayers)) { IsRequired = true },
    ];

    /// <summary>The fields of a hidden layer.</summary>
    public static ImmutableArray<DocumentField> Layer { get; } =
    [
        _width,
        new("activation", "What each unit makes of its sum.", () => SchemaShape.Words(_activations)) { IsRequired = true },
    ];

    /// <summary>The word for an activation.</summary>
    public static string WordOf(Activation activation) => _activations[(int)activation];

    /// <summary>The shape; null when (noted) something is wrong with it.</summary>
    /// <param name="model">The object that has a "shape".</param>
    public static MlpShape? Read(JsonFields model)
    {
        if (!model.TryGet("shape", out _)) model.Fault("shape", "the field is missing; wanted an object with inputs and hidden");
        if (model.Object("shape") is not { } fields) return null;
        fields.AllowOnly(Fields);
        var inputs = Required(fields, _inputs);
        if (ReadLayers(fields) is not { } layers || inputs is null) return null;
        var shape = new MlpShape(inputs.Value, layers);
        if (shape.Dimension <= LeagueLimits.ModelWeights) return shape;
        model.Fault("shape", $"found {shape}, which has {shape.Dimension} weights; at most {LeagueLimits.ModelWeights} are allowed");
        return null;
    }

    private static ImmutableArray<MlpLayer>? ReadLayers(JsonFields fields)
    {
        var wanted = $"an array of at most {LeagueLimits.ModelLayers} layers, each {{ \"width\": …, \"activation\": … }}";
        if (!fields.TryGet("hidden", out var array))
        {
            fields.Fault("hidden", $"the field is missing; wanted {wanted}");
            return null;
        }

        if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() > LeagueLimits.ModelLayers)
        {
            var found = array.ValueKind == JsonValueKind.Array ? $"{array.GetArrayLength()} layers" : JsonFields.Describe(array);
            fields.Fault("hidden", $"found {found}; wanted {wanted}");
            return null;
        }

        var layers = new List<MlpLayer>();
        foreach (var (i, element) in array.EnumerateArray().Index())
            if (ReadLayer(fields, $"hidden[{i}]", element) is { } layer) layers.Add(layer);
        return layers.Count == array.GetArrayLength() ? [.. layers] : null;
    }

    private static MlpLayer? ReadLayer(JsonFields shape, string place, JsonElement element)
    {
        if (shape.Within(place, element) is not { } fields) return null;
        fields.AllowOnly(Layer);
        var width = Required(fields, _width);
        var word = fields.Text("activation", string.Join(" or ", _activations));
        var activation = word is null ? -1 : Array.IndexOf(_activations, word);
        if (word is not null && activation < 0)
            fields.Fault("activation", $"unknown activation \"{JsonFields.Short(word)}\"{NearMiss.Hint(word, _activations)}");
        return width is null || activation < 0 ? null : new MlpLayer(width.Value, (Activation)activation);
    }

    private static int? Required(JsonFields fields, IntegerField field)
    {
        if (!fields.TryGet(field.Name, out _))
            fields.Fault(field.Name, $"the field is missing; wanted an integer from {field.Minimum} to {field.Maximum}");
        return fields.Integer(field);
    }
}
