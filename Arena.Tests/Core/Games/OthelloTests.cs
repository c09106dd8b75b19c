using Arena.Core.Games;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Games;

public sealed class OthelloTests
{
    [Fact]
    public void Random_games_follow_the_rules_read_off_the_board_cell_by_cell()
    {
        var game = NewGame.Of("othello");
        for (ulong seed = 0; seed < 100; seed++)
        {
            char[]? expected = null;
            PlayOut.Random(game, seed, state =>
            {
                var board = Cells(state);
                if (expected is not null) Assert.Equal(new string(expected), new string(board));
                expected = null;
                var (x, o) = (Moves(board, 'x'), Moves(board, 'o'));
                if (x.Count + o.Count == 0)
                {
                    Assert.True(state.IsTerminal);
                    var lead = board.Count(c => c == 'x') - board.Count(c => c == 'o');
                    Assert.Equal(lead > 0 ? 1 : lead < 0 ? 0 : 0.5, state.Score(0));
                    Assert.Equal(1, state.Score(0) + state.Score(1));
                    return;
                }

                var mine = state.CurrentSeat == 0 ? x : o;
                var actions = new int[64];
                Assert.Equal(mine.Count == 0 ? [64] : mine, actions[..state.LegalActions(state.CurrentSeat, actions)]);
            });
        }
    }

    [Fact]
    public void Discs_turn_as_the_slow_rules_say()
    {
        var game = NewGame.Of("othello");
        for (ulong seed = 0; seed < 50; seed++)
        {
            PlayOut.Random(game, seed, state =>
            {
                var actions = new int[64];
                var (board, disc) = (Cells(state), state.CurrentSeat == 0 ? 'x' : 'o');
                foreach (var action in actions[..state.LegalActions(state.CurrentSeat, actions)].Where(a => a < 64))
                {
                    var next = state.Clone();
                    next.Apply(action);
                    var expected = (char[])board.Clone();
                    expected[action] = disc;
                    foreach (var cell in Turned(board, action, disc)) expected[cell] = disc;
                    Assert.Equal(new string(expected), new string(Cells(next)));
                }
            });
        }
    }

    [Fact]
    public void Picture_and_names_are_OpenSpiels()
    {
        var state = NewGame.Of("othello").NewState();
        Assert.Equal("""
            Black (x) to play:
              a b c d e f g h  
            1 - - - - - - - - 1
            2 - - - - - - - - 2
            3 - - - - - - - - 3
            4 - - - o x - - - 4
            5 - - - x o - - - 5
            6 - - - - - - - - 6
            7 - - - - - - - - 7
            8 - - - - - - - - 8
              a b c d e f g h  
            """, state.ToString());
        var actions = new int[64];
        Assert.Equal(["d3", "c4", "f5", "e6"], actions[..state.LegalActions(0, actions)].Select(a => state.ActionName(0, a)));
        Assert.Equal("pass", state.ActionName(1, 64));
    }

    private static char[] Cells(GameState state) =>
        [.. state.ToString()!.Split('\n')[2..10].SelectMany(line => line.Where(c => c is '-' or 'x' or 'o'))];

    private static List<int> Moves(char[] board, char disc) =>
        [.. Enumerable.Range(0, 64).Where(cell => board[cell] == '-' && Turned(board, cell, disc).Count > 0)];

    private static List<int> Turned(char[] board, int cell, char disc)
    {
        var turned = new List<int>();
        for (var dr = -1; dr <= 1; dr++)
            for (var dc = -1; dc <= 1; dc++)
            {
                var run = new List<int>();
                var (r, c) = (cell / 8 + dr, cell % 8 + dc);
                while ((dr != 0 || dc != 0) && r is >= 0 and < 8 && c is >= 0 and < 8 && board[8 * r + c] != '-')
                {
                    if (board[8 * r + c] == disc)
                    {
                        turned.AddRange(run);
                        break;
                    }

                    run.Add(8 * r + c);
                    (r, c) = (r + dr, c + dc);
                }
            }

        return turned;
    }
}
