using Arena.Core.Agents;
using Arena.Core.Agents.Learned;
using Arena.Core.Agents.Programs;
using Arena.Core.Learning.Models;
using Arena.Core.Primitives;

namespace Arena.Tests.Shared;

/// <summary>Networks that nobody has taught: their weights are random.</summary>
internal static class TestModel
{
    /// <summary>Of one hidden layer of five units.</summary>
    public static LearnedModel Of(string game, ulong seed = 1) => Of(game, seed, new MlpLayer(5, Activation.Tanh));

    public static LearnedModel Of(string game, ulong seed, params MlpLayer[] hidden)
    {
        var rules = NewGame.Of(game);
        var shape = new MlpShape(rules.FeatureCount, [.. hidden]);
        return new LearnedModel(rules, shape, Mlp.NewWeights(shape, new Seed(seed)), new ModelLineage("test", (long)seed));
    }

    public static AgentDefinition Agent(string name, LearnedModel model, int depth = 2) =>
        AgentDefinition.Of(name, new AgentProgram.Model(model, depth));
}
