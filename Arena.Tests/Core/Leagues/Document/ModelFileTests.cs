using System.Buffers.Binary;
using System.Text.Json.Nodes;
using Arena.Core.Agents.Learned;
using Arena.Core.Learning.Models;
using Arena.Core.Leagues.Document;
using Arena.Core.Primitives;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Leagues.Document;

public sealed class ModelFileTests
{
    [Fact]
    public void Models_come_back_bit_for_bit()
    {
        var dice = new Dice(new Seed(1));
        foreach (var game in new[] { "tic_tac_toe", "connect_four", "othello", "breakthrough" })
        {
            for (var i = 0; i < 10; i++)
            {
                var hidden = Enumerable.Range(0, dice.NextBelow(4))
                    .Select(_ => new MlpLayer(1 + dice.NextBelow(20), (Activation)dice.NextBelow(2)));
                var rules = NewGame.Of(game);
                var shape = new MlpShape(rules.FeatureCount, [.. hidden]);
                var model = new LearnedModel(rules, shape, AnyBits(shape.Dimension, dice), i % 2 == 0 ? null : new ModelLineage("a b", i));
                var read = ModelFile.Read(ModelFile.Write(model));
                Assert.Empty(read.Faults);
                Assert.Equal(model, read.Model);
                Assert.Equal(model.Bytes(), read.Model!.Bytes());
                Assert.Equal(ModelFile.Write(model), ModelFile.Write(read.Model));
            }
        }
    }

    [Fact]
    public void Every_altered_byte_is_found()
    {
        var model = TestModel.Of("tic_tac_toe");
        var bytes = model.Bytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            var fault = ModelFile.Read(Changed(model, ("weights", Convert.ToBase64String(bytes)))).Faults[0];
            Assert.Equal("$.sha256", fault.Path);
            Assert.StartsWith($"found {model.Hash}; that of the weights that stand there is ", fault.Message, StringComparison.Ordinal);
            bytes[i] ^= 1;
        }
    }

    [Fact]
    public void File_that_is_cut_off_has_faults_wherever_it_ends()
    {
        var whole = ModelFile.Write(TestModel.Of("tic_tac_toe", 1, new MlpLayer(1, Activation.Relu)));
        for (var length = 0; length < whole.TrimEnd().Length; length++) Assert.NotEmpty(ModelFile.Read(whole[..length]).Faults);
    }

    [Theory]
    [InlineData("$.format", "found \"onnx\"; wanted \"arena-model\"", "format", "\"onnx\"")]
    [InlineData("$.version", "found 2; this program reads version 1", "version", "2")]
    [InlineData("$.game", "unknown game \"tic_tac_to\"", "game", "\"tic_tac_to\"")]
    [InlineData("$.shape", "kuhn_poker has no features: no model can judge it", "game", "\"kuhn_poker\"")]
    [InlineData("$.shape", "found 18 inputs; othello has 256 features", "game", "\"othello\"")]
    [InlineData("$.weights", "found 404 bytes; 18-4 tanh-1 has 81 weights, 324 bytes", "shape",
        """{ "inputs": 18, "hidden": [{ "width": 4, "activation": "tanh" }] }""")]
    [InlineData("$.shape", "found 18-4096 tanh-4096 tanh-1, which has 16863233 weights; at most 200000 are allowed", "shape",
        """{ "inputs": 18, "hidden": [{ "width": 4096, "activation": "tanh" }, { "width": 4096, "activation": "tanh" }] }""")]
    [InlineData("$.shape.hidden[0].activation", "unknown activation \"tan\"", "shape",
        """{ "inputs": 18, "hidden": [{ "width": 4, "activation": "tan" }] }""")]
    [InlineData("$.shape.hidden[0].width", "the field is missing; wanted an integer from 1 to 4096", "shape",
        """{ "inputs": 18, "hidden": [{ "activation": "tanh" }] }""")]
    [InlineData("$.weights", "found text that is no base64", "weights", "\"?\"")]
    [InlineData("$.sha256", "found \"12\"; wanted the SHA-256 of the weights' bytes: 64 hexadecimal digits", "sha256", "\"12\"")]
    [InlineData("$.lineage.version", "found -1; wanted a whole number from 0", "lineage", """{ "name": "a", "version": -1 }""")]
    [InlineData("$.wieghts", "unknown field", "wieghts", "1")]
    public void Fault_is_told_where_it_is(string path, string message, string field, string value)
    {
        var faults = ModelFile.Read(Changed(TestModel.Of("tic_tac_toe"), (field, JsonNode.Parse(value)))).Faults;
        Assert.Contains(faults, fault => fault.Path == path && fault.Message.StartsWith(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void Weight_that_is_no_number_is_a_fault(float weight, string name)
    {
        var model = TestModel.Of("tic_tac_toe");
        var bytes = model.Bytes();
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(12), weight);
        var text = Changed(model, ("weights", Convert.ToBase64String(bytes)), ("sha256", LearnedModel.HashOf(bytes)));
        Assert.Equal($"$.weights: found {name} as weight 3; wanted finite numbers", ModelFile.Read(text).Faults.Single().ToString());
    }

    [Theory]
    [InlineData("[]", "found an array; wanted an object, a model")]
    [InlineData("{", "not JSON: line 1, column 2")]
    public void Text_that_is_no_model_is_a_fault(string text, string message) =>
        Assert.StartsWith(message, ModelFile.Read(text).Faults.Single().Message, StringComparison.Ordinal);

    [Fact]
    public void Largest_model_fits_into_a_league_document()
    {
        var shape = new MlpShape(18, new MlpLayer(2_500, Activation.Relu), new MlpLayer(60, Activation.Relu));
        var model = new LearnedModel(NewGame.Of("tic_tac_toe"), shape, new float[shape.Dimension]);
        Assert.InRange(shape.Dimension, LeagueLimits.ModelWeights - 5_000, LeagueLimits.ModelWeights);
        var text = $$"""{ "name": "l", "game": "tic_tac_toe", "agents": [{ "model": {{ModelFile.Write(model)}} }, "random"] }""";
        Assert.Empty(LeagueDocument.Parse(text).Faults);
    }

    // Whatever is finite: tiny and negative zeros too.
    private static float[] AnyBits(int count, Dice dice) =>
    [
        .. Enumerable.Range(0, count)
            .Select(_ => BitConverter.Int32BitsToSingle(dice.NextBelow(int.MaxValue) | (dice.Chance(0.5) ? int.MinValue : 0)))
            .Select(weight => float.IsFinite(weight) ? weight : -0f),
    ];

    private static string Changed(LearnedModel model, params (string Field, JsonNode? Value)[] changes)
    {
        var file = JsonNode.Parse(ModelFile.Write(model))!;
        foreach (var (field, value) in changes) file[field] = value;
        return file.ToJsonString();
    }
}
