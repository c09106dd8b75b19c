using System.Collections.Immutable;
using System.Xml.Linq;
using Arena.ControlPlane.Web.Matches;
using Arena.Core.Clocks;
using Arena.Core.Games;
using Arena.Core.Matches;
using Arena.Core.Records;
using Arena.Tests.Shared;

namespace Arena.Tests.ControlPlane.Web.Matches;

public sealed class MatchViewTests
{
    private const string Path = "/leagues/l/matches/0";

    public static TheoryData<string> Games => [.. GameCatalog.Names];

    [Theory]
    [MemberData(nameof(Games))]
    public async Task Move_list_has_every_move_as_a_link_to_what_follows_it(string game)
    {
        var document = await Recorded.Async(game, 1, "random", "random", game == "ipd" ? [("turns", 30)] : []);
        var view = new MatchView(Path, document, "3");
        var links = (await ReadAsync<MoveList>(view)).Descendants("a").ToList();
        var expected = view.Plies.Select(ply => string.Join(" ", ply.Actions.Select(action => action.Name)));
        var shown = links.Skip(1).Where(link => (string?)link.Attribute("class") != "more").ToList();
        Assert.Equal(expected.Take(shown.Count), shown.Select(link => link.Value));
        Assert.Equal(Addresses(shown.Count), shown.Select(Address));
        var now = Assert.Single(links, link => link.Attribute("aria-current") is not null);
        Assert.Equal($"{Path}?ply={Math.Min(3, view.Last)}", Address(now));
    }

    [Theory]
    [InlineData("chess", true)]
    [InlineData("breakthrough", true)]
    [InlineData("othello", false)] // nobody sits at a side of it
    public async Task Turned_board_stays_turned_from_ply_to_ply_and_turns_back(string game, bool canTurn)
    {
        var view = new MatchView(Path, await Recorded.Async(game, 1, "random", "random"), "3");
        var turned = view.Turned();
        Assert.Equal((canTurn, $"{Path}?ply=2{(canTurn ? "&turned=1" : "")}"), (turned.IsTurned, turned.Address(2)));
        Assert.Equal($"{Path}?ply=2", turned.Turned().Address(2));
    }

    [Theory]
    [InlineData("leduc_poker")] // where a seat moves twice in a row
    [InlineData("othello")]
    [InlineData("ipd")]
    public async Task Rows_of_moves_have_every_ply_once_in_order_and_by_seat(string game)
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var plies = MatchPlies.Of(await Recorded.Async(game, seed, "random", "random", game == "ipd" ? [("turns", 9)] : [])).Plies;
            var rows = MoveRows.Of(plies, 2);
            var moves = rows.SelectMany(row => row.Moves).Where(move => move is not null).Select(move => move!.Value.Ply);
            Assert.Equal(Enumerable.Range(1, plies.Length), moves);
            Assert.Equal(Enumerable.Range(1, rows.Count), rows.Select(row => row.Number));
            foreach (var (seat, move) in rows.SelectMany(row => row.Moves.Index()).Where(m => m.Item is not null))
                Assert.Equal(seat, move!.Value.Move.Actions[0].Seat);
            Assert.All(rows, row => Assert.Equal(row.Moves.First(move => move is not null)!.Value.Ply, row.First));
        }
    }

    [Theory]
    [InlineData(null, 9)]
    [InlineData("4", 4)]
    [InlineData("-7", 0)]
    [InlineData("4000000000", 9)]
    [InlineData("<script>", 9)]
    public async Task Ply_of_the_address_is_one_that_there_is(string? text, int ply)
    {
        var document = await DrawnAsync();
        Assert.Equal(ply, new MatchView(Path, document, text).Ply);
    }

    [Fact]
    public async Task Clocks_show_what_the_times_of_the_moves_have_left()
    {
        var document = await DrawnAsync();
        document = document with
        {
            Spec = document.Spec with { TimeControl = TimeControl.Parse("60+1") },
            Record = document.Record with { MoveTimes = [.. Enumerable.Range(1, 9).Select(i => i * 1_000_000L)] },
        };
        var clocks = new MatchView(Path, document, null).Clocks;
        Assert.Equal([60, 60, 60, 58, 58, 54, 54, 48, 48, 40], Seconds(clocks, 0));  // 1, 3, 5, 7, 9 seconds gone, a second back for each
        Assert.Equal([60, 60, 59, 59, 56, 56, 51, 51, 44, 44], Seconds(clocks, 1));
        Assert.Null(new MatchView(Path, await DrawnAsync(), null).Clocks.Remaining(0, 0));
    }

    [Fact]
    public async Task Curve_has_a_link_for_every_ply_and_a_marker_where_one_is()
    {
        var view = new MatchView(Path, await EvaluatedAsync(), "2");
        var curve = await ReadAsync<MatchCurve>(view);
        Assert.Equal(Addresses(9), curve.Descendants("a").Select(Address));
        Assert.Equal("M133.33 0v144", (string?)Assert.Single(curve.Of("at")).Attribute("d"));
        Assert.Equal(2, curve.Of("line").Count());
    }

    // Seat 1 says +1 pawn for itself, which is below the middle; seat 0's own +1 is above it.
    [Fact]
    public async Task Evaluations_are_drawn_from_the_first_seats_side()
    {
        var curve = Curve.Of(new MatchView(Path, await EvaluatedAsync(), null))!;
        Assert.True(curve.Lines[0][1] > 0);
        Assert.Null(curve.Lines[1][1]);
        Assert.True(curve.Lines[1][2] < 0);
        Assert.Equal(curve.Lines[0][1]!.Value, -curve.Lines[1][2]!.Value, 1e-9);
        Assert.Equal(curve.Lines[0][1], curve.Lines[0][2]); // until it says another
    }

    [Fact]
    public async Task Payoffs_are_drawn_where_scores_add_up()
    {
        var view = new MatchView(Path, await Recorded.Async("ipd", 1, "cooperator", "defector", ("turns", 4)), null);
        var curve = Curve.Of(view)!;
        Assert.Equal([-1, -1, -1, -1, -1], curve.Lines[0]);
        Assert.Equal([-1, -0.5, 0, 0.5, 1], curve.Lines[1]);
        Assert.Null(Curve.Of(new MatchView(Path, await DrawnAsync(), null)));
    }

    [Fact]
    public async Task Longest_match_makes_no_page_that_is_too_large()
    {
        var view = new MatchView(Path, await Recorded.Async("ipd", 1, "random", "random", ("turns", 100_000)), "50000");
        var size = (await Markup.OfAsync<MatchBoard>((nameof(MatchBoard.View), view))).Length
            + (await Markup.OfAsync<MoveList>((nameof(MoveList.View), view))).Length;
        Assert.InRange(size, 10_000, 250_000);
    }

    [Fact]
    public async Task Forfeit_and_ruling_are_told_in_words()
    {
        var document = await DrawnAsync();
        var forfeited = document.Record with
        {
            Verdicts = [Verdict.Timeout, Verdict.Ok], Outcomes = [Outcome.Loss, Outcome.Win], Scores = [0, 1],
            Reason = "no answer <b>within</b> 10 s",
        };
        var facts = await Markup.OfAsync<MatchFacts>((nameof(MatchFacts.View), View(document with { Record = forfeited })));
        Assert.Contains("second wins", facts, StringComparison.Ordinal);
        Assert.Contains("first took too long.", facts, StringComparison.Ordinal);
        Assert.Contains("no answer &lt;b&gt;within&lt;/b&gt; 10 s", facts, StringComparison.Ordinal);

        var ruled = document.Record with { Adjudication = "adjudication: both say even" };
        Assert.Contains("Ended by adjudication: both say even.", MatchEnd.Reasons(View(document with { Record = ruled })));
    }

    [Fact]
    public async Task Record_that_goes_wrong_is_shown_as_far_as_it_goes_and_says_so()
    {
        var document = await DrawnAsync();
        var view = View(document with { Record = document.Record with { Transcript = Transcript.Write([4, 0, 4]) } });
        Assert.Equal(2, view.Last);
        Assert.Contains("Only 2 of its 9 moves can be shown: what follows is not legal.", MatchEnd.Reasons(view));
    }

    [Fact]
    public async Task Names_of_agents_are_no_markup()
    {
        var document = await DrawnAsync();
        var hostile = document.Spec.Agents[0] with { Name = "<img src=x onerror=alert(1)>" };
        var view = View(document with { Spec = document.Spec with { Agents = [hostile, document.Spec.Agents[1]] } });
        foreach (var markup in new[]
        {
            await Markup.OfAsync<MatchBoard>((nameof(MatchBoard.View), view)),
            await Markup.OfAsync<MatchFacts>((nameof(MatchFacts.View), view)),
        })
        {
            Assert.DoesNotContain("<img", markup, StringComparison.Ordinal);
            Assert.Contains("&lt;img src=x", markup, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Replay_that_finds_the_same_says_so_and_one_for_which_there_is_no_room_too()
    {
        var report = MatchReplay.Run(await Recorded.Async("othello", 1, "random", "greedy"), CancellationToken.None);
        Assert.Contains("<b>The same.</b>", await AnswerAsync(report), StringComparison.Ordinal);
        var many = Enumerable.Range(0, 50).Select(i => new ReplayDifference($"move {i}", "<i>a</i>", "b"));
        var other = await AnswerAsync(report with { Differences = [.. many] });
        Assert.Contains("<b>move 9</b>: recorded &lt;i&gt;a&lt;/i&gt;; b", other, StringComparison.Ordinal);
        Assert.Contains("and 40 more", other, StringComparison.Ordinal);
        Assert.Contains("./arena replay", await AnswerAsync(null), StringComparison.Ordinal);

        static Task<string> AnswerAsync(ReplayReport? report) =>
            Markup.OfAsync<ReplayAnswer>((nameof(ReplayAnswer.Report), report));
    }

    [Theory]
    [InlineData(85, "85 µs")]
    [InlineData(1_250, "1.3 ms")]
    [InlineData(1_250_000, "1.3 s")]
    [InlineData(3_725_000_000, "1:02:05")]
    public void Times_are_written_as_people_do(long microseconds, string text) =>
        Assert.Equal(text, Spoken.Time(TimeSpan.FromMicroseconds(microseconds)));

    private static MatchView View(MatchDocument document) => new(Path, document, null);

    private static Task<XElement> ReadAsync<TComponent>(MatchView view)
        where TComponent : Microsoft.AspNetCore.Components.IComponent => Markup.ReadAsync<TComponent>(("View", view));

    private static IEnumerable<string> Addresses(int plies) => Enumerable.Range(1, plies).Select(ply => $"{Path}?ply={ply}");

    private static string? Address(XElement link) => (string?)link.Attribute("href");

    // Nine moves and no winner.
    private static async Task<MatchDocument> DrawnAsync()
    {
        var document = await Recorded.Async("tic_tac_toe", 1, "random", "random");
        int[] moves = [4, 0, 8, 2, 1, 7, 3, 5, 6];
        return document with
        {
            Record = document.Record with
            {
                Transcript = Transcript.Write([.. moves.Select(move => (long)move)]), Moves = 9, Scores = [0.5, 0.5],
                Outcomes = [Outcome.Draw, Outcome.Draw], MoveTimes = [.. Enumerable.Repeat(1_000L, 9)],
            },
        };
    }

    private static async Task<MatchDocument> EvaluatedAsync()
    {
        var document = await DrawnAsync();
        ImmutableArray<int?> said = [100, 100, 50, null, 0, 0, 0, 0, 0];
        return document with { Record = document.Record with { Evaluations = said } };
    }

    private static IEnumerable<double> Seconds(MatchClocks clocks, int seat) =>
        Enumerable.Range(0, 10).Select(ply => clocks.Remaining(seat, ply)!.Value.TotalSeconds);
}
