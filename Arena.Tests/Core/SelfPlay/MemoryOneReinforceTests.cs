using Arena.Core.Agents;
using Arena.Core.Games.Dilemma;
using Arena.Core.Primitives;
using Arena.Core.SelfPlay;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.SelfPlay;

public sealed class MemoryOneReinforceTests
{
    private static readonly DilemmaGame _game = (DilemmaGame)NewGame.Of("ipd");

    [Fact]
    public void Against_tit_for_tat_it_learns_to_cooperate()
    {
        var chances = ChancesAfter("tit-for-tat");
        Assert.True(chances["R"] > 0.95, $"after mutual cooperation it cooperates with {chances["R"]}");
    }

    [Theory]
    [InlineData("cooperator", "T")]
    [InlineData("defector", "P")]
    public void Against_who_does_not_answer_it_learns_to_defect(string other, string after)
    {
        var chances = ChancesAfter(other);
        Assert.True(chances[after] < 0.05, $"after {after} it cooperates with {chances[after]}");
    }

    [Fact]
    public void Same_seed_gives_the_same_weights_and_another_seed_others()
    {
        Assert.Equal(Train("joss", 1, 20).Weights, Train("joss", 1, 20).Weights);
        Assert.NotEqual(Train("joss", 1, 20).Weights, Train("joss", 2, 20).Weights);
        Assert.Equal(20 * 200, Train("joss", 1, 20).Samples);
    }

    [Fact]
    public void Nobody_or_a_program_to_play_against_is_refused()
    {
        Assert.Throws<ArgumentException>(() => MemoryOneReinforce.Train(_game, new float[5], [], new(), 1, new Seed(1), default));
        Assert.Throws<ArgumentException>(() => MemoryOneReinforce.Train(
            _game, new float[5], [AgentDefinition.Bot("b")], new(), 1, new Seed(1), default));
    }

    private static IReadOnlyDictionary<string, double> ChancesAfter(string other) =>
        MemoryOneReinforce.Agent("learned", Train(other, 1, 1_500).Weights).Parameters.Values.ToDictionary(p => p.Key, p => p.Value);

    private static SelfPlayReport Train(string other, ulong seed, int matches) => MemoryOneReinforce.Train(
        _game, new float[5], [AgentDefinition.Of(DilemmaGame.Rules, other)], new(), matches, new Seed(seed), default);
}
