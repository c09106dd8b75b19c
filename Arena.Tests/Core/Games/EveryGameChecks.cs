using Arena.Core.Games;
using Arena.Core.Games.Chess;

namespace Arena.Tests.Core.Games;

/// <summary>What must hold in every game, on random matches.</summary>
internal static class EveryGameChecks
{
    /// <summary>Legal actions, their names, probabilities and estimates are sound in every state, and matches end.</summary>
    public static void EndWithinBounds(IGame game, int matches)
    {
        for (ulong seed = 0; seed < (ulong)matches; seed++)
        {
            var end = PlayOut.Random(game, seed, state =>
            {
                Assert.InRange(state.Moves, 0, game.MaxMoves);
                var actions = new int[game.MaxLegalActions];
                foreach (var seat in Enumerable.Range(Turn.Chance, game.Type.Seats + 1))
                {
                    var legal = actions[..state.LegalActions(seat, actions)];
                    Assert.Equal(legal.Length, legal.Distinct().Count());
                    Assert.All(legal, action => Assert.InRange(action, 0, game.ActionCount - 1));
                    Assert.All(legal, action => Assert.True(state.IsLegal(seat, action)));
                    Assert.Equal(legal.Order(), Enumerable.Range(0, game.ActionCount).Where(action => state.IsLegal(seat, action)));
                    Assert.All(new[] { int.MinValue, -1, game.ActionCount, int.MaxValue }, action =>
                        Assert.False(state.IsLegal(seat, action)));
                    Assert.Equal(legal.Length, legal.Select(action => state.ActionName(seat, action)).Distinct().Count());
                    if (seat >= 0)
                    {
                        var searched = new int[game.MaxLegalActions];
                        Assert.Equal(legal.Order(), searched[..state.SearchActions(seat, searched)].Order());
                        Assert.InRange(state.Estimate(seat), -0.9999, 0.9999);
                    }
                    else if (state.CurrentSeat == Turn.Chance)
                    {
                        Assert.Equal(1, legal.Sum(state.ChanceProbability), 12);
                    }
                }
            });
            Assert.Equal(0, end.LegalActions(0, new int[game.MaxLegalActions]));
        }
    }

    /// <summary>States are read back from their text.</summary>
    public static void TextReadsBack(IGame game, int matches)
    {
        for (ulong seed = 0; seed < (ulong)matches; seed++)
        {
            PlayOut.Random(game, seed, state =>
            {
                if (state is ChessState { End: ChessEnd.Repetition }) return; // the past is no part of a FEN
                var read = game.ParseState(state.ToString()!);
                Assert.Equal(state.ToString(), read.ToString());
                Assert.Equal(state.CurrentSeat, read.CurrentSeat);
                Assert.Equal(Legal(state), Legal(read));
                if (state.IsTerminal) Assert.Equal(state.Score(0), read.Score(0));
            });
        }
    }

    private static int[] Legal(GameState state)
    {
        var actions = new int[state.Game.MaxLegalActions];
        return actions[..state.LegalActions(state.CurrentSeat, actions)];
    }
}
