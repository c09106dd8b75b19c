using Arena.Core.Games;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Games;

public sealed class PokerTests
{
    // Counts of the whole game tree, as OpenSpiel has them.
    [Theory]
    [InlineData("kuhn_poker", 12, 30)]
    [InlineData("leduc_poker", 936, 5_520)]
    public void Tree_has_as_many_information_states_and_ends_as_published(string name, int informationStates, int ends)
    {
        var seen = new HashSet<(int, string)>();
        var count = 0;
        Walk(NewGame.Of(name).NewState(), state =>
        {
            if (state.IsTerminal)
            {
                count++;
                Assert.Equal(0, state.Score(0) + state.Score(1));
            }
            else if (state.CurrentSeat >= 0)
            {
                seen.Add((state.CurrentSeat, state.Observation(state.CurrentSeat)));
            }
        });
        Assert.Equal(informationStates, seen.Count);
        Assert.Equal(ends, count);
    }

    [Theory]
    [InlineData("kuhn_poker")]
    [InlineData("leduc_poker")]
    public void View_shows_all_that_the_seat_may_know_and_nothing_of_the_others_card(string name)
    {
        Dictionary<(int, string), string> views = [];
        Walk(NewGame.Of(name).NewState(), state =>
        {
            var seat = state.CurrentSeat;
            if (seat < 0) return;
            var view = state.ViewFor(seat);
            Assert.Equal(state.Observation(seat), view.Observation(seat));
            Assert.Equal(Legal(state), Legal(view));
            // States that look alike to the seat must have views that are alike in everything.
            var text = $"{view}|{view.Observation(1 - seat)}|{view.CurrentSeat}|{view.Moves}";
            Assert.Equal(text, views.TryAdd((seat, state.Observation(seat)), text) ? text : views[(seat, state.Observation(seat))]);
        });
        Assert.NotEmpty(views);
    }

    [Theory]
    [InlineData("0 1 pp", -1)]
    [InlineData("2 1 pp", 1)]
    [InlineData("0 1 bp", 1)]
    [InlineData("0 1 bb", -2)]
    [InlineData("1 0 pbp", -1)]
    [InlineData("1 0 pbb", 2)]
    public void Kuhn_pays_what_the_rules_say(string hand, double first) =>
        Assert.Equal(first, NewGame.Of("kuhn_poker").ParseState(hand).Score(0));

    [Theory]
    [InlineData("4 0 ? rf", 1)]
    [InlineData("0 4 ? crf", -1)]
    [InlineData("0 4 1 cc/cc", 1)]            // a pair beats a king
    [InlineData("4 5 0 rc/rrc", 0)]           // the same rank
    [InlineData("4 2 0 rrc/rrc", 13)]
    [InlineData("2 4 0 crrc/crrf", 9)]
    public void Leduc_pays_what_the_rules_say(string hand, double first)
    {
        var state = NewGame.Of("leduc_poker").ParseState(hand);
        Assert.True(state.IsTerminal);
        Assert.Equal(first, state.Score(0));
        Assert.Equal(-first, state.Score(1));
    }

    // Kuhn's family of equilibria: the first seat loses 1/18 whatever alpha it plays.
    [Theory]
    [InlineData(0)]
    [InlineData(1.0 / 6)]
    [InlineData(1.0 / 3)]
    public void Kuhns_equilibrium_is_worth_a_loss_of_an_eighteenth(double alpha)
    {
        double Bets(string seen) => seen switch
        {
            "0" => alpha, "1" => 0, "2" => 3 * alpha,
            "0pb" => 0, "1pb" => alpha + 1.0 / 3, "2pb" => 1,
            "0p" => 1.0 / 3, "1p" => 0, "2p" => 1,
            "0b" => 0, "1b" => 1.0 / 3, "2b" => 1,
            _ => throw new ArgumentOutOfRangeException(nameof(seen), seen, null),
        };
        Assert.Equal(-1.0 / 18, Value(NewGame.Of("kuhn_poker").NewState(), Bets), 12);
    }

    private static double Value(GameState state, Func<string, double> bets)
    {
        if (state.IsTerminal) return state.Score(0);
        var seat = state.CurrentSeat;
        return Legal(state).Sum(action =>
        {
            var next = state.Clone();
            next.Apply(action);
            var probability = seat == Turn.Chance ? state.ChanceProbability(action)
                : action == 1 ? bets(state.Observation(seat)) : 1 - bets(state.Observation(seat));
            return probability * Value(next, bets);
        });
    }

    private static void Walk(GameState state, Action<GameState> see)
    {
        see(state);
        foreach (var action in Legal(state))
        {
            var next = state.Clone();
            next.Apply(action);
            Walk(next, see);
        }
    }

    private static int[] Legal(GameState state)
    {
        var actions = new int[state.Game.MaxLegalActions];
        return actions[..state.LegalActions(state.CurrentSeat, actions)];
    }
}
