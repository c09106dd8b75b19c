using Arena.Core.Primitives;

namespace Arena.Core.Learning.Models;

/// <summary>
/// A multilayer perceptron with one output between -1 and 1 (Rumelhart, Hinton and Williams, "Learning representations by
/// back-propagating errors", 1986). The weights come in with every call: one flat vector, laid out as <see cref="MlpShape"/> says, so
/// that what a client learned is the difference of two vectors. The same weights and inputs give the same bits on every machine.
/// </summary>
/// <remarks>It keeps what the last <see cref="Value"/> found for <see cref="AddGradient"/>: one owner at a time.</remarks>
public sealed class Mlp
{
    private static readonly float[] _one = [1];

    private readonly int[] _starts;         // where each layer's weights begin; the output's last
    private readonly float[] _inputs;
    private readonly float[][] _units;      // what each hidden layer put out
    private readonly float[][] _slopes;     // how the sum before the output grows with each unit's sum
    private float _value;

    /// <summary>A network of that shape, without weights of its own.</summary>
    public Mlp(MlpShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Shape = shape;
        _inputs = new float[shape.Inputs];
        _units = [.. shape.Hidden.Select(layer => new float[layer.Width])];
        _slopes = [.. shape.Hidden.Select(layer => new float[layer.Width])];
        _starts = new int[shape.Hidden.Length + 1];
        for (var i = 0; i < shape.Hidden.Length; i++) _starts[i + 1] = _starts[i] + (InputsOf(i).Length + 1) * shape.Hidden[i].Width;
    }

    /// <summary>Its inputs and layers.</summary>
    public MlpShape Shape { get; }

    /// <summary>
    /// Weights to start from: uniform in ±sqrt(6 / (inputs + outputs of the layer)) (Glorot and Bengio, "Understanding the difficulty
    /// of training deep feedforward neural networks", 2010), biases 0.
    /// </summary>
    public static float[] NewWeights(MlpShape shape, Seed seed)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var (weights, dice, at, before) = (new float[shape.Dimension], new Dice(seed), 0, shape.Inputs);
        foreach (var width in shape.Hidden.Select(layer => layer.Width).Append(1))
        {
            var most = Math.Sqrt(6.0 / (before + width));
            foreach (ref var weight in weights.AsSpan(at, before * width)) weight = (float)(most * (2 * dice.NextDouble() - 1));
            at += (before + 1) * width;
            before = width;
        }

        return weights;
    }

    /// <summary>What the network makes of the inputs: between -1 and 1.</summary>
    /// <param name="weights"><see cref="MlpShape.Dimension"/> of them.</param>
    /// <param name="inputs"><see cref="MlpShape.Inputs"/> of them; zeros cost next to nothing.</param>
    public float Value(ReadOnlySpan<float> weights, ReadOnlySpan<float> inputs)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, Shape.Dimension, nameof(weights));
        inputs.CopyTo(_inputs);
        for (var layer = 0; layer < _units.Length; layer++)
        {
            Sums(weights[_starts[layer]..], InputsOf(layer), _units[layer]);
            if (Shape.Hidden[layer].Activation == Activation.Tanh) Lanes.Tanh(_units[layer]);
            else Lanes.Relu(_units[layer]);
        }

        return _value = Lanes.Tanh(Output(weights));
    }

    /// <summary>
    /// to += scale · the gradient of the last <see cref="Value"/> by every weight. <paramref name="to"/> may be the weights
    /// themselves: that is a step of gradient ascent.
    /// </summary>
    /// <param name="weights">Those of the last call.</param>
    /// <param name="scale">What the gradient is multiplied by.</param>
    /// <param name="to">As long as the weights.</param>
    public void AddGradient(ReadOnlySpan<float> weights, float scale, Span<float> to)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(to.Length, Shape.Dimension, nameof(to));
        for (var layer = _units.Length - 1; layer >= 0; layer--) Descend(weights, layer);
        scale *= 1 - _value * _value;
        for (var layer = 0; layer < _units.Length; layer++)
        {
            var width = _slopes[layer].Length;
            var inputs = InputsOf(layer);
            var rows = to[_starts[layer]..];
            for (var i = 0; i < inputs.Length; i++)
                if (inputs[i] != 0) Lanes.AddScaled(rows.Slice(i * width, width), _slopes[layer], scale * inputs[i]);
            Lanes.AddScaled(rows.Slice(inputs.Length * width, width), _slopes[layer], scale);
        }

        var last = InputsOf(_units.Length);
        var output = to[_starts[^1]..];
        Lanes.AddScaled(output[..last.Length], last, scale);
        output[last.Length] += scale;
    }

    private float[] InputsOf(int layer) => layer == 0 ? _inputs : _units[layer - 1];

    private static void Sums(ReadOnlySpan<float> weights, ReadOnlySpan<float> inputs, Span<float> sums)
    {
        weights.Slice(inputs.Length * sums.Length, sums.Length).CopyTo(sums);
        for (var i = 0; i < inputs.Length; i++)
            if (inputs[i] != 0) Lanes.AddScaled(sums, weights.Slice(i * sums.Length, sums.Length), inputs[i]);
    }

    private float Output(ReadOnlySpan<float> weights)
    {
        var last = InputsOf(_units.Length);
        var output = weights[_starts[^1]..];
        return Lanes.Dot(last, output[..last.Length]) + output[last.Length];
    }

    // Finds the slopes of a layer from those of the one above it.
    private void Descend(ReadOnlySpan<float> weights, int layer)
    {
        var (units, slopes) = (_units[layer], _slopes[layer]);
        var above = layer + 1 < _slopes.Length ? _slopes[layer + 1] : _one;
        var rows = weights[_starts[layer + 1]..];
        var isTanh = Shape.Hidden[layer].Activation == Activation.Tanh;
        for (var i = 0; i < units.Length; i++)
        {
            var slope = isTanh ? 1 - units[i] * units[i] : units[i] > 0 ? 1 : 0;
            slopes[i] = slope == 0 ? 0 : slope * Lanes.Dot(rows.Slice(i * above.Length, above.Length), above);
        }
    }
}
