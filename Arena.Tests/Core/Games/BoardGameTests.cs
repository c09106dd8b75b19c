using Arena.Core.Games;
using Arena.Core.Primitives;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Games;

/// <summary>The bitboards of line games against a slow reading of the board's text, on random games.</summary>
public sealed class BoardGameTests
{
    [Theory]
    [InlineData("tic_tac_toe", 3, 500)]
    [InlineData("connect_four", 4, 500)]
    public void Random_games_end_exactly_when_a_line_or_a_full_board_shows(string name, int length, int games)
    {
        var game = NewGame.Of(name);
        for (var seed = 0; seed < games; seed++)
        {
            var dice = new Dice(new Seed((ulong)seed));
            var state = game.NewState();
            var actions = new int[game.ActionCount];
            while (true)
            {
                var lines = state.ToString()!.Split('\n');
                var (xWins, oWins) = (HasLine(lines, 'x', length), HasLine(lines, 'o', length));
                var over = xWins || oWins || !lines.Any(line => line.Contains('.'));
                Assert.True(over == state.IsTerminal, $"seed {seed}:\n{state}");
                if (over)
                {
                    Assert.Equal(xWins ? 1 : oWins ? 0 : 0.5, state.Score(0));
                    Assert.Equal(1, state.Score(0) + state.Score(1));
                    break;
                }

                var pieces = lines.Sum(line => line.Count(c => c != '.'));
                Assert.Equal(pieces, state.Moves);
                Assert.Equal(pieces % 2, state.CurrentSeat);
                Assert.InRange(state.Estimate(0), -0.999, 0.999);
                Assert.Equal(state.Estimate(0), -state.Estimate(1));
                var legal = state.LegalActions(state.CurrentSeat, actions);
                Assert.Equal(Enumerable.Range(0, game.ActionCount).Where(a => state.IsLegal(state.CurrentSeat, a)), actions[..legal]);
                state.Apply(actions[dice.NextBelow(legal)]);
            }
        }
    }

    // All 255,168 games and 5,478 positions of tic-tac-toe, as everybody counts them who does.
    [Fact]
    public void Tic_tac_toe_has_as_many_games_and_positions_as_published()
    {
        var (x, o, draws, positions) = (0, 0, 0, new HashSet<string>());
        Walk(NewGame.Of("tic_tac_toe").NewState());
        Assert.Equal((131_184, 77_904, 46_080, 5_478), (x, o, draws, positions.Count));

        void Walk(GameState state)
        {
            positions.Add(state.ToString()!);
            if (state.IsTerminal)
            {
                if (state.Score(0) == 1) x++;
                else if (state.Score(1) == 1) o++;
                else draws++;
                return;
            }

            for (var action = 0; action < 9; action++)
            {
                if (!state.IsLegal(state.CurrentSeat, action)) continue;
                var next = state.Clone();
                next.Apply(action);
                Walk(next);
            }
        }
    }

    [Theory]
    [InlineData("tic_tac_toe", 5, "x(1,2)", "o(1,2)")]
    [InlineData("connect_four", 3, "x3", "o3")]
    public void Action_names_are_OpenSpiels(string name, int action, string first, string second)
    {
        var state = NewGame.Of(name).NewState();
        Assert.Equal(first, state.ActionName(0, action));
        Assert.Equal(second, state.ActionName(1, action));
    }

    [Fact]
    public void Connect_four_pieces_fall_and_columns_fill_up()
    {
        var state = NewGame.Of("connect_four").NewState();
        for (var i = 0; i < 6; i++) state.Apply(0);
        Assert.False(state.IsLegal(state.CurrentSeat, 0));
        Assert.Throws<InvalidOperationException>(() => state.Apply(0));
        Assert.Equal("o......\nx......\no......\nx......\no......\nx......", state.ToString());
    }

    [Fact]
    public void Tic_tac_toe_board_reads_as_OpenSpiels()
    {
        var state = NewGame.Of("tic_tac_toe").NewState();
        foreach (var action in new[] { 4, 0, 2 }) state.Apply(action);
        Assert.Equal("o.x\n.x.\n...", state.ToString());
    }

    [Theory]
    [InlineData("tic_tac_toe")]
    [InlineData("connect_four")]
    public void Search_order_is_a_permutation_of_the_actions(string name)
    {
        var game = NewGame.Of(name);
        Assert.Equal(Enumerable.Range(0, game.ActionCount), game.SearchOrder.Order());
    }

    [Theory]
    [InlineData("tic_tac_toe")]
    [InlineData("connect_four")]
    public void Actions_out_of_range_or_turn_are_illegal(string name)
    {
        var state = NewGame.Of(name).NewState();
        foreach (var action in new[] { int.MinValue, -1, 9, 63, 64, int.MaxValue }) Assert.False(state.IsLegal(0, action));
        Assert.False(state.IsLegal(1, 0));
        Assert.False(state.IsLegal(Turn.Chance, 0));
    }

    private static bool HasLine(string[] board, char piece, int length)
    {
        bool At(int row, int column) =>
            row >= 0 && row < board.Length && column >= 0 && column < board[0].Length && board[row][column] == piece;
        (int, int)[] directions = [(0, 1), (1, 0), (1, 1), (1, -1)];
        return Enumerable.Range(0, board.Length).Any(row => Enumerable.Range(0, board[0].Length).Any(column =>
            directions.Any(d => Enumerable.Range(0, length).All(i => At(row + i * d.Item1, column + i * d.Item2)))));
    }
}
