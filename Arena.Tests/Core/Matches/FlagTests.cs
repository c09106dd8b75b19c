using Arena.Cli.Matches.Engines;
using Arena.Core.Agents;
using Arena.Core.Games;
using Arena.Core.Leagues.Standings;
using Arena.Core.Matches;
using Arena.Core.Pgn;
using Arena.Core.Records;
using Arena.Tests.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Arena.Tests.Core.Matches;

/// <summary>Time is up in a game of chess: lost, or drawn where the other side cannot mate.</summary>
public sealed class FlagTests
{
    private const string BareKing = "7k/8/8/8/8/8/R7/K7 w - - 0 1";     // White has a rook, Black nothing
    private const string Rook = "7k/r7/8/8/8/8/8/7K w - - 0 1";        // the other way round

    [Theory]
    [InlineData("stall", "random", BareKing, 0.5)]
    [InlineData("stall", "random", Rook, 0)]
    [InlineData("stall", "random", "7k/8/8/8/8/8/r6n/K7 w - - 0 1", 0)]
    [InlineData("stall", "random", "7k/8/8/8/8/8/R6n/K7 w - - 0 1", 0)]   // a knight mates where a rook stands in the king's way
    [InlineData("stall", "random", "7k/8/8/8/8/8/Q6n/K7 w - - 0 1", 0.5)]
    [InlineData("crash", "random", BareKing, 0)]
    [InlineData("illegal", "random", BareKing, 0)]
    public async Task Time_is_up_against_a_side_that_cannot_mate_is_a_draw(string first, string second, string fen, double score)
    {
        var record = (await PlayAsync(first, second, fen)).Record;
        Assert.Equal([score, 1 - score], record.Scores.ToArray());
        Assert.NotEqual(Verdict.Ok, record.Verdicts[0]);
        Assert.Equal(Verdict.Ok, record.Verdicts[1]);
        Assert.Equal(score == 0 ? [Outcome.Loss, Outcome.Win] : [Outcome.Draw, Outcome.Draw], record.Outcomes.ToArray());
        Assert.Equal(score != 0, record.Reason!.EndsWith("; drawn, as nobody could have won against it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Agent_that_answers_at_once_but_late_draws_as_well()
    {
        var clock = new FakeTimeProvider();
        var spec = Play.Spec("chess", 0, "random", "random") with { Opening = new(BareKing, []) };
        var late = new Late(clock);
        var record = await MatchRunner.PlayAsync(spec, [late, late], clock, default);
        Assert.Equal([Verdict.Timeout, Verdict.Ok], record.Verdicts.ToArray());
        Assert.Equal([0.5, 0.5], record.Scores.ToArray());
    }

    [Fact]
    public async Task Record_of_a_draw_on_time_reads_and_replays()
    {
        var played = await PlayAsync("stall", "random", BareKing);
        var read = MatchDocumentReader.Parse(MatchDocumentWriter.Write(played));
        Assert.Equal([Outcome.Draw, Outcome.Draw], read.Record.Outcomes.ToArray());
        var report = MatchReplay.Run(read, CancellationToken.None);
        Assert.True(report.IsTrue, string.Join("\n", report.Differences));

        // Nobody can make a loss of it, or a draw of a loss.
        AssertScoresDiffer(read with { Record = read.Record with { Scores = [0, 1] } });
        var lost = await PlayAsync("stall", "random", Rook);
        AssertScoresDiffer(lost with { Record = lost.Record with { Scores = [0.5, 0.5] } });
    }

    [Fact]
    public async Task Pgn_of_a_draw_on_time_is_a_time_forfeit_with_half_a_point()
    {
        var played = await PlayAsync("stall", "random", BareKing);
        var pgn = PgnWriter.Write(MatchPgn.From(played));
        Assert.Contains("[Result \"1/2-1/2\"]", pgn, StringComparison.Ordinal);
        Assert.Contains("[Termination \"time forfeit\"]", pgn, StringComparison.Ordinal);
        Assert.EndsWith(" 1/2-1/2\n\n", pgn, StringComparison.Ordinal);
        var end = GameEnd.Of(played.Spec, played.Record);
        Assert.Equal(("1/2-1/2", "time forfeit"), (end.Result, end.Termination));
        Assert.StartsWith("White draws on time at move 1: ", end.Why, StringComparison.Ordinal);
        Assert.Contains("\"rewards\":[0.5,0.5],\"statuses\":[\"TIMEOUT\",\"DONE\"]", KaggleEpisode.Write(played), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5, Verdict.Timeout, 0.5, Verdict.Ok, Outcome.Draw)]
    [InlineData(0.5, Verdict.Ok, 0.5, Verdict.Timeout, Outcome.Draw)]
    [InlineData(0, Verdict.Timeout, 1, Verdict.Ok, Outcome.Loss)]
    [InlineData(0.5, Verdict.Crash, 0.5, Verdict.Ok, Outcome.Loss)]
    [InlineData(0.5, Verdict.Timeout, 0.5, Verdict.Timeout, Outcome.Loss)]
    [InlineData(0, Verdict.Timeout, 0, Verdict.Ok, Outcome.Loss)]
    public void Scores_and_verdicts_say_who_has_drawn(double score, Verdict verdict, double other, Verdict otherVerdict, Outcome outcome) =>
        Assert.Equal(outcome, Judgement.Of(score, verdict, other, otherVerdict));

    [Fact]
    public void League_counts_a_draw_on_time_as_a_draw()
    {
        var league = TestLeague.Of("""{ "name": "flags", "game": "chess", "swapSeats": false, "agents": ["random", "greedy"] }""");
        var rows = LeagueTable.Compute(league, [new(0, 0.5, 0.5, Verdict.Timeout, Verdict.Ok, 60)]);
        Assert.All(rows, row => Assert.Equal((0, 1, 0, 0.5), (row.Wins, row.Draws, row.Losses, row.Points)));
    }

    private static void AssertScoresDiffer(MatchDocument forged)
    {
        var report = MatchReplay.Run(Recorded.Resealed(forged), CancellationToken.None);
        Assert.Contains(report.Differences, difference => difference.Where.StartsWith("scores", StringComparison.Ordinal));
    }

    private static async Task<MatchDocument> PlayAsync(string first, string second, string fen)
    {
        var clock = new WatchedTime();
        var spec = Play.Spec("chess", 0, first, second) with { Opening = new(fen, []) };
        var match = MatchRunner.PlayAsync(spec, clock, default);
        clock.Advance(TimeSpan.FromSeconds(10));
        return new MatchDocument { Spec = spec, Record = await match };
    }

    private sealed class Late(FakeTimeProvider clock) : IAgent
    {
        public ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken)
        {
            clock.Advance(TimeSpan.FromSeconds(11));
            var actions = new int[state.Game.MaxLegalActions];
            state.LegalActions(seat, actions);
            return new(actions[0]);
        }
    }
}
