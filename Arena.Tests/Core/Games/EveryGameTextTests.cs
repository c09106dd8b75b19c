using Arena.Core.Games;
using Arena.Core.Primitives;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Games;

/// <summary>The text forms of states and actions, in every game of the catalog.</summary>
public sealed class EveryGameTextTests
{
    private const int Matches = 10;

    public static TheoryData<string> Games => [.. GameCatalog.Names];

    [Theory]
    [MemberData(nameof(Games))]
    public void Action_names_are_read_back_to_the_actions_that_bear_them(string name)
    {
        var game = NewGame.Of(name);
        for (ulong seed = 0; seed < Matches; seed++)
        {
            PlayOut.Random(game, seed, state =>
            {
                foreach (var seat in Enumerable.Range(Turn.Chance, game.Type.Seats + 1))
                {
                    foreach (var action in Legal(state, seat))
                        Assert.Equal(action, state.FindAction(seat, state.ActionName(seat, action)));
                    Assert.Null(state.FindAction(seat, "no such move"));
                    Assert.Null(state.FindAction(seat, ""));
                }
            });
        }
    }

    [Theory]
    [InlineData("ipd", "noise=0.1")]
    [InlineData("ipd", "end=0.1")]
    [InlineData("ipd", "noise=0.1,end=0.2")]
    [InlineData("matrix_rpsw", "turns=7")]
    [InlineData("matrix_bos", "turns=3")]
    public void Text_of_simultaneous_games_reads_back_with_what_chance_still_owes(string name, string parameters)
    {
        var game = NewGame.Of(name,
            [.. parameters.Split(',')
            .Select(p => (p.Split('=')[0], double.Parse(p.Split('=')[1], System.Globalization.CultureInfo.InvariantCulture)))]);
        for (ulong seed = 0; seed < Matches; seed++)
        {
            PlayOut.Random(game, seed, state =>
            {
                var read = game.ParseState(state.ToString()!);
                Assert.Equal(state.ToString(), read.ToString());
                Assert.Equal((state.CurrentSeat, state.Moves), (read.CurrentSeat, read.Moves));
                Assert.Equal((state.Score(0), state.Score(1)), (read.Score(0), read.Score(1)));
                Assert.Equal(Legal(state, Turn.Chance), Legal(read, Turn.Chance));
            });
        }
    }

    [Theory]
    [InlineData("CCD\nCC")]
    [InlineData("CCDC\nCCDC")]
    [InlineData("CXD\nCCC")]
    [InlineData("CC")]
    [InlineData("CC\nCC\nmay end")]
    [InlineData("CC\nCC\nended")]
    [InlineData("CC\nCC\nchosen CD")]
    [InlineData("CC\nCC\n\n")]
    public void Dilemma_text_that_shows_no_state_of_three_turns_without_chance_is_refused(string text) =>
        Assert.Throws<FormatException>(() => NewGame.Of("ipd", ("turns", 3)).ParseState(text));

    [Fact]
    public void Keys_are_equal_for_equal_positions_and_differ_for_others()
    {
        foreach (var name in new[] { "tic_tac_toe", "connect_four", "othello", "breakthrough", "chess" })
        {
            var game = NewGame.Of(name);
            var texts = new Dictionary<ulong, string>();
            for (ulong seed = 0; seed < 60; seed++)
            {
                PlayOut.Random(game, seed, state =>
                {
                    var text = Position(name, state);
                    if (!state.IsTerminal) Assert.Equal(text, texts.TryAdd(state.Key, text) ? text : texts[state.Key]);
                });
            }

            Assert.Equal(texts.Count, texts.Values.Distinct().Count());
        }
    }

    [Theory]
    [InlineData("kuhn_poker")]
    [InlineData("leduc_poker")]
    public void Determinizing_a_view_deals_each_card_that_may_be_there_alike_and_keeps_what_is_seen(string name)
    {
        var game = NewGame.Of(name);
        var dice = new Dice(new Seed(3));
        for (ulong seed = 0; seed < 5; seed++)
        {
            PlayOut.Random(game, seed, state =>
            {
                if (state.CurrentSeat < 0) return;
                var seat = state.CurrentSeat;
                var deals = new Dictionary<string, int>();
                for (var i = 0; i < 3_000; i++)
                {
                    var view = state.ViewFor(seat);
                    view.Determinize(dice);
                    Assert.Equal(state.Observation(seat), view.Observation(seat));
                    Assert.Equal(view.ToString(), game.ParseState(view.ToString()!).ToString());
                    deals[view.ToString()!] = deals.GetValueOrDefault(view.ToString()!) + 1;
                }

                Assert.Contains(state.ToString()!, deals.Keys);
                Assert.All(deals.Values, count => Assert.InRange(count * deals.Count / 3_000.0, 0.85, 1.15));
            });
        }
    }

    [Theory]
    [InlineData("Nf3", "g1f3")]
    [InlineData("g1f3", "g1f3")]
    [InlineData("e4!?", "e2e4")]
    [InlineData("e2e5", null)]
    [InlineData("Nd2", null)]
    public void Chess_moves_are_read_as_san_and_as_uci(string text, string? uci) => Assert.Equal(
        uci is null ? null : Arena.Core.Games.Chess.ChessMove.Parse(uci)!.Value.Action, NewGame.Of("chess").NewState().FindAction(0, text));

    // What the key of a position is about: in chess, neither counters nor numbers; elsewhere all of the text.
    private static string Position(string name, GameState state) =>
        name == "chess" ? string.Join(' ', state.ToString()!.Split(' ')[..4]) : state.ToString()!;

    private static int[] Legal(GameState state, int seat)
    {
        var actions = new int[state.Game.MaxLegalActions];
        return actions[..state.LegalActions(seat, actions)];
    }
}
