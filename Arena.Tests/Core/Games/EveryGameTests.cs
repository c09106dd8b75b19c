using Arena.Core.Games;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Games;

/// <summary>What must hold in every game of the catalog, on random matches.</summary>
public sealed class EveryGameTests
{
    private const int Matches = 20;

    public static TheoryData<string> Games => [.. GameCatalog.Names];

    [Theory]
    [MemberData(nameof(Games))]
    public void Matches_end_within_the_games_bounds(string name) => EveryGameChecks.EndWithinBounds(NewGame.Of(name), Matches);

    [Theory]
    [MemberData(nameof(Games))]
    public void Copies_go_their_own_way_and_end_alike(string name)
    {
        var game = NewGame.Of(name);
        for (ulong seed = 0; seed < Matches; seed++)
        {
            GameState? kept = null;
            var text = "";
            var spare = game.NewState();
            var end = PlayOut.Random(game, seed, state =>
            {
                if (kept is not null) Assert.Equal(text, kept.ToString());
                kept = state.Clone();
                spare.CopyFrom(state);
                text = state.ToString()!;
                Assert.Equal(text, spare.ToString());
                Assert.Equal(state.CurrentSeat, spare.CurrentSeat);
            });
            Assert.Equal(end.Score(0), kept!.Score(0));
        }
    }

    [Theory]
    [MemberData(nameof(Games))]
    public void Text_reads_back_to_the_same_state(string name) => EveryGameChecks.TextReadsBack(NewGame.Of(name), Matches);

    [Theory]
    [MemberData(nameof(Games))]
    public void Corrupt_text_is_a_format_error(string name)
    {
        var game = NewGame.Of(name);
        var good = PlayOut.Random(game, 0).ToString()!;
        foreach (var bad in new[] { "?!", "nonsense\0text", good + "zzz", "zzz" + good, good + good + "q", new string('x', 100_000) })
            Assert.Throws<FormatException>(() => game.ParseState(bad));
    }

    [Theory]
    [InlineData("tic_tac_toe")]
    [InlineData("connect_four")]
    [InlineData("othello")]
    [InlineData("breakthrough")]
    [InlineData("chess")]
    public void Playing_allocates_nothing(string name)
    {
        var game = NewGame.Of(name);
        var (start, state) = (game.NewState(), game.NewState());
        Play(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Play(1_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256); // the counter itself

        void Play(int moves)
        {
            Span<int> actions = stackalloc int[game.MaxLegalActions];
            state.CopyFrom(start);
            for (var i = 0; i < moves; i++)
            {
                if (state.IsTerminal) state.CopyFrom(start);
                var count = state.LegalActions(state.CurrentSeat, actions);
                state.Apply(actions[i * 31 % count]);
            }
        }
    }
}
