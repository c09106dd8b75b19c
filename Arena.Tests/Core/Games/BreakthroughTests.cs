using Arena.Tests.Shared;

namespace Arena.Tests.Core.Games;

public sealed class BreakthroughTests
{
    [Fact]
    public void Random_games_follow_the_rules_read_off_the_board()
    {
        var game = NewGame.Of("breakthrough");
        for (ulong seed = 0; seed < 100; seed++)
        {
            PlayOut.Random(game, seed, state =>
            {
                var lines = state.ToString()!.Split('\n');
                var board = lines[..8].Select(line => line[1..]).ToArray();
                var winner = board[7].Contains('b') || !board.Any(row => row.Contains('w')) ? 0
                    : board[0].Contains('w') || !board.Any(row => row.Contains('b')) ? 1 : -1;
                Assert.Equal(winner >= 0, state.IsTerminal);
                if (winner >= 0)
                {
                    Assert.Equal(1, state.Score(winner));
                    Assert.Equal(0, state.Score(1 - winner));
                    return;
                }

                var seat = lines[9] == "black to move" ? 0 : 1;
                Assert.Equal(seat, state.CurrentSeat);
                var actions = new int[48];
                Assert.Equal(
                    Moves(board, seat).Order(StringComparer.Ordinal),
                    actions[..state.LegalActions(seat, actions)].Select(a => state.ActionName(seat, a)).Order(StringComparer.Ordinal));
            });
        }
    }

    [Fact]
    public void Board_and_names_are_OpenSpiels()
    {
        var state = NewGame.Of("breakthrough").NewState();
        Assert.StartsWith(
            "8bbbbbbbb\n7bbbbbbbb\n6........\n5........\n4........\n3........\n2wwwwwwww\n1wwwwwwww\n abcdefgh\n", state.ToString());
        Assert.Equal("a7a6", state.ActionName(0, ((8 + 0) * 6 + 1) * 2));
        Assert.Equal("a7b6*", state.ActionName(0, ((8 + 0) * 6 + 2) * 2 + 1));
    }

    [Fact]
    public void Captures_are_diagonal_and_forced_by_nobody()
    {
        var state = NewGame.Of("breakthrough").ParseState("......../......../...b..../..www.../......../......../......../......../b");
        var actions = new int[48];
        Assert.Equal(["d6c5*", "d6e5*"], actions[..state.LegalActions(0, actions)].Select(a => state.ActionName(0, a)));
    }

    private static IEnumerable<string> Moves(string[] board, int seat)
    {
        var (mine, theirs, down) = seat == 0 ? ('b', 'w', 1) : ('w', 'b', -1);
        for (var r = 0; r < 8; r++)
            for (var c = 0; c < 8; c++)
                for (var side = -1; side <= 1; side++)
                {
                    var (r2, c2) = (r + down, c + side);
                    if (board[r][c] != mine || r2 is < 0 or > 7 || c2 is < 0 or > 7) continue;
                    var name = $"{(char)('a' + c)}{8 - r}{(char)('a' + c2)}{8 - r2}";
                    if (board[r2][c2] == '.') yield return name;
                    else if (side != 0 && board[r2][c2] == theirs) yield return name + "*";
                }
    }
}
