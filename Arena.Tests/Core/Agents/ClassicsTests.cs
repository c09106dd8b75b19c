using Arena.Core.Agents;
using Arena.Core.Games.Dilemma;

namespace Arena.Tests.Core.Agents;

public sealed class ClassicsTests
{
    [Theory]
    [InlineData("cooperator", "CDDC", "CCCCCC")]
    [InlineData("defector", "CDDC", "DDDDDD")]
    [InlineData("alternator", "CDDC", "CDCDCD")]
    [InlineData("tit-for-two-tats", "CDDDCDCC", "CCCDDCCC")]
    [InlineData("suspicious-tit-for-tat", "CDDC", "DCDDCC")]
    [InlineData("generous-tit-for-tat", "C", "CCCCCC")]
    [InlineData("win-stay-lose-shift", "CDCDDC", "CCDDCDDD")]
    [InlineData("grim", "CCDC", "CCCDDD")]
    [InlineData("grudger", "CCDC", "CCCDDD")]
    public void Strategy_plays_as_described(string strategy, string opponent, string expected) =>
        Assert.Equal(expected, Script.Play(strategy, opponent, expected.Length));

    [Fact]
    public void Grim_is_triggered_by_its_own_noisy_defection_and_grudger_is_not()
    {
        var state = (DilemmaState)Shared.NewGame.Of("ipd", ("noise", 0.1)).NewState();
        state.Apply([0, 0]);
        state.Apply(1); // noise flips the first seat's cooperation
        Assert.Equal(1, Answer("grim", state));
        Assert.Equal(0, Answer("grudger", state));
    }

    private static int Answer(string strategy, DilemmaState state)
    {
        var type = StrategyCatalog.Find(DilemmaGame.Rules, strategy)!;
        return type.Create(new AgentSetup(state.Game, type.Parameters.Defaults, default)).ChooseAsync(state, 0, default).Result;
    }
}
