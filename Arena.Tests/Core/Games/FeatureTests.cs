using Arena.Core.Games;
using Arena.Core.Primitives;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Games;

public sealed class FeatureTests
{
    public static TheoryData<string> Learnable =>
        [.. GameCatalog.All.Where(type => NewGame.Of(type.Name).FeatureCount > 0).Select(type => type.Name)];

    [Fact]
    public void Board_games_but_chess_can_be_learned() =>
        Assert.Equal(["tic_tac_toe", "connect_four", "othello", "breakthrough"], Learnable.Select(row => row.Data));

    [Fact]
    public void State_without_features_says_so() =>
        Assert.Throws<NotSupportedException>(() => NewGame.Of("chess").NewState().WriteFeatures(0, []));

    [Theory]
    [MemberData(nameof(Learnable))]
    public void Features_fill_their_room_with_zeros_and_ones_whatever_was_in_it(string name)
    {
        foreach (var state in Positions(name))
        {
            var (clean, dirty) = (new float[state.Game.FeatureCount], new float[state.Game.FeatureCount]);
            Array.Fill(dirty, float.NaN);
            state.WriteFeatures(state.CurrentSeat, clean);
            state.WriteFeatures(state.CurrentSeat, dirty);
            Assert.Equal(clean, dirty);
            Assert.All(clean, feature => Assert.True(feature is 0 or 1));
        }
    }

    [Theory]
    [MemberData(nameof(Learnable))]
    public void Positions_that_differ_have_features_that_differ(string name)
    {
        var seen = new Dictionary<string, string>();
        foreach (var state in Positions(name).Where(state => state.Moves is > 0 and < 6))
        {
            var features = new float[state.Game.FeatureCount];
            state.WriteFeatures(state.CurrentSeat, features);
            Assert.Equal(state.ToString(), seen.TryAdd(Key(features), state.ToString()!) ? state.ToString() : seen[Key(features)]);
        }
    }

    [Theory]
    [InlineData("tic_tac_toe", 9)]
    [InlineData("othello", 64)]
    public void Other_seat_sees_the_sides_exchanged(string name, int cells)
    {
        foreach (var state in Positions(name))
        {
            var (mine, theirs) = (new float[state.Game.FeatureCount], new float[state.Game.FeatureCount]);
            state.WriteFeatures(0, mine);
            state.WriteFeatures(1, theirs);
            Assert.Equal(mine[..cells], theirs[cells..(2 * cells)]);
            Assert.Equal(mine[cells..(2 * cells)], theirs[..cells]);
        }
    }

    [Fact]
    public void Both_sides_of_Breakthrough_see_the_same_at_its_start()
    {
        var state = NewGame.Of("breakthrough").NewState();
        var (black, white) = (new float[128], new float[128]);
        state.WriteFeatures(0, black);
        state.WriteFeatures(1, white);
        Assert.Equal(black, white);
        Assert.Equal(Enumerable.Repeat(1f, 16), black[..16]);
    }

    [Fact]
    public void Lines_of_Connect_Four_are_those_that_a_slow_count_finds()
    {
        var ever = new bool[69];
        foreach (var state in Positions("connect_four"))
        {
            var features = new float[6 * 69 + 1];
            var seat = state.CurrentSeat;
            state.WriteFeatures(seat, features);
            var counts = features.Take(6 * 69).Chunk(69).Select(block => block.Sum());
            Assert.Equal(SlowCounts(state.ToString()!, seat == 0 ? 'x' : 'o'), counts);
            Assert.Equal(seat == 0 ? 1 : 0, features[^1]);
            for (var i = 0; i < 6 * 69; i++) ever[i % 69] |= features[i] != 0;
        }

        Assert.All(ever, Assert.True); // were two lines one number, another number would never come
    }

    // Lines with 1, 2, 3 of mine and none of theirs, then the other way round.
    private static float[] SlowCounts(string board, char mine)
    {
        var (rows, counts) = (board.Split('\n'), new float[6]);
        foreach (var (down, right) in new[] { (0, 1), (1, 0), (1, 1), (1, -1) })
            for (var row = 0; row < 6; row++)
                for (var column = 0; column < 7; column++)
                {
                    var (lastRow, lastColumn) = (row + 3 * down, column + 3 * right);
                    if (lastRow > 5 || lastColumn is < 0 or > 6) continue;
                    var cells = Enumerable.Range(0, 4).Select(i => rows[row + i * down][column + i * right]).ToList();
                    var (own, others) = (cells.Count(c => c == mine), cells.Count(c => c != mine && c != '.'));
                    if (others == 0 && own is > 0 and < 4) counts[own - 1]++;
                    if (own == 0 && others is > 0 and < 4) counts[others + 2]++;
                }

        return counts;
    }

    // All positions of some random games, but their ends.
    private static IEnumerable<GameState> Positions(string name)
    {
        for (ulong seed = 0; seed < 60; seed++)
        {
            var dice = new Dice(new Seed(seed));
            for (var state = NewGame.Of(name).NewState(); !state.IsTerminal; state.Apply(state.RandomAction(state.CurrentSeat, dice)))
                yield return state.Clone();
        }
    }

    private static string Key(float[] features) => string.Concat(features.Select(feature => feature == 0 ? '0' : '1'));
}
