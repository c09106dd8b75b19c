using Arena.Core.Games;
using Arena.Core.Games.Chess;
using Arena.Core.Primitives;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Games;

/// <summary>Moves as sets of squares against the list of them.</summary>
public sealed class MoveSetsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Sets_count_pick_and_know_again_what_is_listed(int variant)
    {
        var chess = (ChessGame)NewGame.Of("chess", ("variant", variant));
        for (ulong seed = 0; seed < 30; seed++)
        {
            PlayOut.Random(chess, chess.DrawStart(new Seed(seed)), seed, state =>
            {
                var position = ((ChessState)state).Position;
                var sets = default(MoveSets);
                MoveGenerator.Find(in position, ref sets);
                var listed = ((ChessState)state).LegalMoves.ToArray();
                Assert.Equal(listed.Length, sets.Count);
                Assert.Equal(listed.Select(move => (int)move), Enumerable.Range(0, sets.Count).Select(number => sets.At(number)));
                Assert.Equal(
                    listed.Select(move => (int)move).Order(), Enumerable.Range(0, ChessMove.Count).Where(action => sets.Contains(action)));
            });
        }
    }

    [Fact]
    public void Random_action_is_the_one_of_the_list_in_every_game()
    {
        foreach (var type in GameCatalog.All.Where(type => !type.IsSimultaneous))
        {
            var (plain, quick) = (new Dice(new Seed(9)), new Dice(new Seed(9)));
            PlayOut.Random(NewGame.Of(type.Name), 4, state =>
            {
                if (state.CurrentSeat < 0) return;
                var actions = new int[state.Game.MaxLegalActions];
                var wanted = actions[plain.NextBelow(state.LegalActions(state.CurrentSeat, actions))];
                Assert.Equal(wanted, state.RandomAction(state.CurrentSeat, quick));
            });
        }
    }

    [Fact]
    public void Squares_filled_by_vectors_are_those_looked_up()
    {
        var dice = new Dice(new Seed(5));
        for (var round = 0; round < 20_000; round++)
        {
            var occupied = dice.NextUInt64() & dice.NextUInt64();
            var (straight, diagonal) = (occupied & dice.NextUInt64() & dice.NextUInt64(), occupied & dice.NextUInt64() & dice.NextUInt64());
            if (System.Runtime.Intrinsics.X86.Avx2.IsSupported)
                Assert.Equal(AttackMap.LookedUp(straight, diagonal, occupied), AttackMap.Filled(straight, diagonal, ~occupied));
        }
    }
}
