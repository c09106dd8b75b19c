using Arena.Core.Learning.Models;
using Arena.Core.Primitives;

namespace Arena.Tests.Core.Learning.Models;

public sealed class MlpTests
{
    public static TheoryData<string> Shapes => [.. _shapes.Keys];

    private static readonly Dictionary<string, MlpShape> _shapes = new[]
    {
        new MlpShape(7),
        new MlpShape(7, new MlpLayer(5, Activation.Tanh)),
        new MlpShape(7, new MlpLayer(19, Activation.Relu)),
        new MlpShape(3, new MlpLayer(17, Activation.Tanh), new MlpLayer(9, Activation.Relu)),
        new MlpShape(5, new MlpLayer(8, Activation.Relu), new MlpLayer(1, Activation.Tanh), new MlpLayer(24, Activation.Tanh)),
    }.ToDictionary(shape => shape.ToString());

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Gradient_is_the_slope_of_the_value(string name)
    {
        const float step = 5e-3f;
        var (shape, network) = (_shapes[name], new Mlp(_shapes[name]));
        var (weights, inputs, gradient) = (Random(shape.Dimension, 3), Random(shape.Inputs, 4), new float[shape.Dimension]);
        inputs[0] = 0;
        network.Value(weights, inputs);
        network.AddGradient(weights, 1, gradient);
        for (var i = 0; i < weights.Length; i++)
        {
            var (up, down) = (weights.ToArray(), weights.ToArray());
            (up[i], down[i]) = (up[i] + step, down[i] - step);
            var slope = (network.Value(up, inputs) - network.Value(down, inputs)) / (up[i] - down[i]);
            Assert.True(Math.Abs(slope - gradient[i]) < 1e-3, $"weight {i}: the slope is {slope}, the gradient {gradient[i]}");
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Value_is_that_of_the_plain_sums(string name)
    {
        var shape = _shapes[name];
        var (weights, inputs) = (Random(shape.Dimension, 5), Random(shape.Inputs, 6));
        Assert.Equal(Plain(shape, weights, inputs), new Mlp(shape).Value(weights, inputs), 1e-5);
    }

    [Fact]
    public void Step_in_place_is_the_step_that_was_computed_beside()
    {
        var shape = _shapes.Values.Last();
        var (network, weights, inputs) = (new Mlp(shape), Random(shape.Dimension, 7), Random(shape.Inputs, 8));
        var beside = weights.ToArray();
        network.Value(weights, inputs);
        network.AddGradient(weights, 0.1f, beside);
        network.AddGradient(weights, 0.1f, weights);
        Assert.Equal(beside, weights);
    }

    [Fact]
    public void Weights_of_a_seed_are_the_same_and_within_Glorots_bounds()
    {
        var shape = new MlpShape(100, new MlpLayer(50, Activation.Tanh));
        var weights = Mlp.NewWeights(shape, new Seed(1));
        Assert.Equal(weights, Mlp.NewWeights(shape, new Seed(1)));
        Assert.NotEqual(weights, Mlp.NewWeights(shape, new Seed(2)));
        Assert.InRange(weights.Take(5_000).Max(Math.Abs), 0.19, Math.Sqrt(6.0 / 150));
        Assert.All(weights.Skip(5_000).Take(50), bias => Assert.Equal(0, bias));
    }

    [Fact]
    public void Shape_counts_weights_and_biases_and_is_equal_by_what_it_holds()
    {
        Assert.Equal(8, new MlpShape(7).Dimension);
        Assert.Equal(8 * 5 + 6 * 3 + 4, new MlpShape(7, new MlpLayer(5, Activation.Tanh), new MlpLayer(3, Activation.Relu)).Dimension);
        Assert.Equal(new MlpShape(7, new MlpLayer(5, Activation.Tanh)), new MlpShape(7, new MlpLayer(5, Activation.Tanh)));
        Assert.NotEqual(new MlpShape(7, new MlpLayer(5, Activation.Tanh)), new MlpShape(7, new MlpLayer(5, Activation.Relu)));
    }

    [Fact]
    public void Impossible_shapes_and_weights_of_another_shape_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MlpShape(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MlpShape(1, new MlpLayer(0, Activation.Relu)));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new MlpShape(50_000, new MlpLayer(50_000, Activation.Relu), new MlpLayer(50_000, Activation.Relu)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Mlp(new MlpShape(3)).Value(new float[5], new float[3]));
    }

    private static float[] Random(int count, ulong seed)
    {
        var dice = new Dice(new Seed(seed));
        return [.. Enumerable.Range(0, count).Select(_ => (float)(dice.NextDouble() - 0.5))];
    }

    private static double Plain(MlpShape shape, float[] weights, float[] inputs)
    {
        var (at, values) = (0, inputs.Select(x => (double)x).ToArray());
        foreach (var (width, activation) in shape.Hidden.Select(l => (l.Width, (Activation?)l.Activation)).Append((1, null)))
        {
            var (before, start) = (values, at);
            values =
            [
                .. Enumerable.Range(0, width).Select(unit =>
                {
                    var sum = weights[start + before.Length * width + unit]
                        + before.Select((value, i) => value * weights[start + i * width + unit]).Sum();
                    return activation == Activation.Relu ? Math.Max(0, sum) : Math.Tanh(sum);
                }),
            ];
            at += (before.Length + 1) * width;
        }

        return values[0];
    }
}
