using Arena.Core.Games;
using Arena.Core.Games.Dilemma;
using Arena.Core.Primitives;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Games;

public sealed class DilemmaStateTests
{
    [Fact]
    public void Score_adds_up_the_payoffs_of_each_seat()
    {
        var state = NewGame.Of("ipd", ("turns", 4)).NewState();
        foreach (var (first, second) in new[] { (0, 0), (0, 1), (1, 0), (1, 1) })
        {
            Assert.Equal(Turn.Simultaneous, state.CurrentSeat);
            state.Apply([first, second]);
        }

        Assert.True(state.IsTerminal);
        Assert.Equal(3 + 0 + 5 + 1, state.Score(0));
        Assert.Equal(3 + 5 + 0 + 1, state.Score(1));
        Assert.Equal("CCDD\nCDCD", state.ToString());
        Assert.Equal("D", state.ActionName(0, 1));
        Assert.Equal(2, ((DilemmaState)state).Defections(0));
        Assert.Throws<InvalidOperationException>(() => state.Apply([0, 0]));
    }

    [Fact]
    public void Noise_is_a_chance_move_that_flips_choices()
    {
        var state = NewGame.Of("ipd", ("turns", 2), ("noise", 0.1)).NewState();
        state.Apply([0, 0]);
        Assert.Equal(Turn.Chance, state.CurrentSeat);
        Assert.Equal(0, state.Moves);
        Assert.Equal([0.81, 0.09, 0.09, 0.01], Enumerable.Range(0, 4).Select(o => Math.Round(state.ChanceProbability(o), 10)));
        Assert.False(state.IsLegal(0, 0));

        state.Apply(2);
        Assert.Equal("C\nD", state.ToString());
        Assert.Equal(Turn.Simultaneous, state.CurrentSeat);
    }

    [Fact]
    public void Clone_goes_its_own_way()
    {
        var state = NewGame.Of("ipd", ("turns", 3)).NewState();
        state.Apply([0, 1]);
        var copy = state.Clone();
        copy.Apply([1, 1]);
        Assert.Equal("C\nD", state.ToString());
        Assert.Equal("CD\nDD", copy.ToString());
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 2)]
    public void Apply_rejects_what_is_no_choice(int first, int second)
    {
        var state = NewGame.Of("ipd").NewState();
        Assert.Throws<InvalidOperationException>(() => state.Apply([first, second]));
        Assert.Equal(0, state.Moves);
    }

    [Fact]
    public void Payoffs_that_are_no_dilemma_are_a_fault()
    {
        var faults = new List<ParameterFault>();
        DilemmaGame.Rules.Parameters.Bind([new("R", 1), new("P", 3)], faults);
        Assert.Contains("T > R > P > S", Assert.Single(faults).Message);
    }

    [Fact]
    public void Forfeit_leaves_the_sucker_nothing_and_rewards_the_other_for_the_rest()
    {
        var state = NewGame.Of("ipd", ("turns", 10)).NewState();
        state.Apply([1, 0]);
        Assert.Equal(0, state.ForfeitScore(0, itsOwn: true));
        Assert.Equal(0 + 9 * 3, state.ForfeitScore(1, itsOwn: false));
        Assert.Equal(5 + 9 * 3, state.ForfeitScore(0, itsOwn: false));
    }

    [Fact]
    public void End_is_a_chance_after_every_turn_and_scores_are_means()
    {
        var state = NewGame.Of("ipd", ("end", 0.25), ("noise", 0.1)).NewState();
        state.Apply([0, 1]);
        Assert.Equal(Turn.Chance, state.CurrentSeat);
        state.Apply(0); // no flip
        Assert.Equal([0.75, 0.25], new[] { state.ChanceProbability(0), state.ChanceProbability(1) });
        Assert.False(state.IsLegal(Turn.Chance, 2));
        Assert.Equal("end", state.ActionName(Turn.Chance, 1));
        state.Apply(0); // go on
        Assert.Equal(Turn.Simultaneous, state.CurrentSeat);
        state.Apply([1, 1]);
        state.Apply(0);
        state.Apply(1); // end
        Assert.True(state.IsTerminal);
        Assert.Equal(2, state.Moves);
        Assert.Equal((0 + 1) / 2.0, state.Score(0));
        Assert.Equal((5 + 1) / 2.0, state.Score(1));
    }

    [Fact]
    public void Parameter_that_came_later_leaves_old_identities_alone()
    {
        Assert.Equal("turns=200,noise=0,R=3,S=0,T=5,P=1", NewGame.Of("ipd").Parameters.ToString());
        Assert.Equal("turns=200,noise=0,R=3,S=0,T=5,P=1,end=0.1", NewGame.Of("ipd", ("end", 0.1)).Parameters.ToString());
    }
}
