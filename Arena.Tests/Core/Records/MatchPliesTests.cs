using Arena.Core.Games;
using Arena.Core.Matches;
using Arena.Core.Records;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Records;

public sealed class MatchPliesTests
{
    public static TheoryData<string> Games => [.. GameCatalog.Names];

    // The slow and obvious way: every action of the transcript on the game's own state, with a copy kept whenever chance has spoken.
    [Theory]
    [MemberData(nameof(Games))]
    public async Task Positions_are_those_of_the_transcript(string game)
    {
        for (ulong seed = 1; seed <= 3; seed++)
        {
            var document = await Recorded.Async(game, seed, "random", "random", game == "ipd" ? [("turns", 20), ("noise", 0.3)] : []);
            var plies = MatchPlies.Of(document);
            var expected = Positions(document);
            Assert.Equal(document.Record.Moves, plies.Plies.Length);
            Assert.Equal(expected, Enumerable.Range(0, plies.Plies.Length + 1).Select(ply => plies.StateAt(ply).ToString()));
            Assert.True(plies.StateAt(plies.Plies.Length).IsTerminal);
        }
    }

    [Fact]
    public async Task Ply_has_who_moved_what_it_is_called_and_how_long_it_took()
    {
        var document = await Recorded.Async("kuhn_poker", 1, "random", "random");
        var moves = MatchMoves.Of(document).Where(move => move.By != Turn.Chance);
        Assert.Equal(
            moves.Select(move => (move.By, move.Name, move.Microseconds)),
            MatchPlies.Of(document).Plies.Select(ply => Assert.Single(ply.Actions)).Select(a => (a.Seat, a.Name, a.Microseconds)));
    }

    [Fact]
    public async Task Simultaneous_turn_is_one_ply_and_has_what_noise_made_of_it()
    {
        var plies = MatchPlies.Of(await Recorded.Async("ipd", 1, "cooperator", "defector", ("turns", 50), ("noise", 0.5))).Plies;
        Assert.All(plies, ply => Assert.Equal(["C", "D"], ply.Actions.Select(action => action.Name)));
        string[] flips = ["no flip", "flip first", "flip second", "flip both"];
        Assert.All(plies, ply => Assert.Contains(Assert.Single(ply.Chance), flips));
        Assert.True(plies.Select(ply => ply.Chance[0]).Distinct().Count() > 1);
    }

    [Fact]
    public async Task Moves_of_an_opening_are_told_apart()
    {
        var spec = Play.Spec("tic_tac_toe", 1, "random", "random") with { Opening = new Opening("x..\n...\n..o", [4, 1]) };
        var plies = MatchPlies.Of(await Recorded.Async(spec));
        Assert.Equal([true, true], plies.Plies.TakeWhile(ply => ply.IsOpening).Select(ply => ply.IsOpening));
        Assert.Equal("x..\n...\n..o", plies.StateAt(0).ToString());
        Assert.Equal("xo.\n.x.\n..o", plies.StateAt(2).ToString());
    }

    [Fact]
    public async Task Illegal_action_ends_what_is_shown()
    {
        var document = await Recorded.Async("tic_tac_toe", 1, "random", "random");
        var altered = document with { Record = document.Record with { Transcript = Transcript.Write([4, 4, 0]) } };
        var plies = MatchPlies.Of(altered);
        Assert.Single(plies.Plies);
        Assert.Throws<ArgumentOutOfRangeException>(() => plies.StateAt(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => plies.StateAt(-1));
    }

    private static List<string?> Positions(MatchDocument document)
    {
        var (state, positions, turn) = (document.Spec.Game.NewState(), new List<string?>(), new List<int>());
        foreach (var action in Transcript.Read(document.Record.Transcript))
        {
            if (state.CurrentSeat == Turn.Simultaneous)
            {
                if (turn.Count == 0)
                    positions.Add(state.ToString());
                turn.Add(action);
                if (turn.Count < document.Spec.Game.Type.Seats)
                    continue;
                state.Apply([.. turn]);
                turn.Clear();
                continue;
            }

            if (state.CurrentSeat != Turn.Chance)
                positions.Add(state.ToString());
            state.Apply(action);
        }

        return [.. positions, state.ToString()];
    }
}
