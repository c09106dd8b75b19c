using Arena.Core.Agents;
using Arena.Core.Games;
using Arena.Core.Matches;
using Arena.Core.Records;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Records;

public sealed class MatchDocumentTests
{
    public static TheoryData<string> Games => new(GameCatalog.Names);

    [Theory]
    [MemberData(nameof(Games))]
    public async Task Record_of_any_game_is_read_back_as_it_was_written_and_is_true(string game)
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            var written = await Recorded.Async(game, seed, "random", "random");
            foreach (var indented in (bool[])[true, false])
            {
                var json = MatchDocumentWriter.Write(written, indented);
                var read = MatchDocumentReader.Parse(json);
                Assert.Equal(json, MatchDocumentWriter.Write(read, indented));
                Assert.Equal(written.Record.Transcript, read.Record.Transcript);
                Assert.Equal(written.Record.MoveTimes.ToArray(), read.Record.MoveTimes.ToArray());
                Assert.Equal(written.Record.Moves, read.Record.Moves);
                Assert.Equal(written.Origin, read.Origin);
                var report = MatchReplay.Run(read, CancellationToken.None);
                Assert.True(report.IsTrue, $"seed {seed}: {string.Join("\n", report.Differences)}");
                Assert.Equal(written.Record.MoveTimes.Length, report.Asked);
                Assert.Empty(report.Notes);
            }
        }
    }

    [Theory]
    [InlineData("crash", 3)]
    [InlineData("illegal", 2)]
    [InlineData("stall", 1)]
    public async Task Record_of_a_forfeit_is_true(string drill, int after)
    {
        var spec = Play.Spec("connect_four", 7, "random", drill);
        var agent = spec.Agents[1];
        var type = StrategyCatalog.Find(spec.Game.Type, drill)!;
        spec = spec with
        {
            Agents = [spec.Agents[0], agent with { Parameters = type.Parameters.Bind([new("after", after)]) }],
            MoveTimeLimit = TimeSpan.FromMilliseconds(100),
        };
        var json = MatchDocumentWriter.Write(await Recorded.Async(spec));
        var read = MatchDocumentReader.Parse(json);
        Assert.True(read.Record.Forfeited);
        var report = MatchReplay.Run(read, CancellationToken.None);
        Assert.True(report.IsTrue, string.Join("\n", report.Differences));
    }

    [Fact]
    public async Task Same_match_has_one_hash_wherever_it_is_played_and_a_seal_for_each_place()
    {
        var here = await Recorded.Async("chess", 3, "random", "random");
        var there = await Recorded.Async("chess", 3, "random", "random");
        Assert.Equal(here.Record.Hash, there.Record.Hash);
        Assert.Equal(here.Record.AgentHashes[0], there.Record.AgentHashes[0]);
        Assert.NotEqual(here.Record.Seal,
            MatchHashes.SealOf(there.Record with { MoveTimes = here.Record.MoveTimes.SetItem(0, here.Record.MoveTimes[0] + 1) }));
    }

    [Fact]
    public async Task Match_spec_is_read_back_as_it_was_written()
    {
        var spec = Play.Spec("chess", ulong.MaxValue, "random", "random") with
        {
            Opening = new Opening("4k3/P7/8/8/8/8/8/4K3 b - - 0 40",
            [Arena.Core.Games.Chess.ChessMove.Parse("e8d7")!.Value.Action]), Epoch = 5, Overage = TimeSpan.FromSeconds(2),
            TimeControl = Arena.Core.Clocks.TimeControl.Parse("40/60+0.5"),
        };
        var json = MatchSpecJson.Write(spec);
        var read = MatchSpecJson.Parse(json);
        Assert.Equal(json, MatchSpecJson.Write(read));
        Assert.Equal((spec.Seed, spec.Opening, spec.Epoch, spec.TimeControl, spec.Overage),
            (read.Seed, read.Opening, read.Epoch, read.TimeControl, read.Overage));
        var played = MatchDocumentReader.Parse(MatchDocumentWriter.Write(await Recorded.Async(read)));
        Assert.True(MatchReplay.Run(played, CancellationToken.None).IsTrue);
        Assert.Equal(played.Record.MoveTimes.Length + 1, Transcript.Read(played.Record.Transcript).Count);
    }

    [Theory]
    [InlineData("", "not JSON: line 1, column 1: it ends there and is not complete")]
    [InlineData("{ format }", "not JSON: line 1, column 3: found 'f', which cannot stand there")]
    [InlineData("[]", "wanted an object")]
    [InlineData("{}", "$.format: the field is missing")]
    [InlineData("""{ "format": "arena.match.9" }""", "this program reads \"arena.match.1\"")]
    [InlineData("""{ "format": "arena.match.1", "game": "ches" }""", "unknown game \"ches\"; did you mean 'chess'?")]
    [InlineData("""{ "format": "arena.match.1", "colour": 1 }""", "$.colour: unknown field")]
    public void What_is_no_record_is_refused_with_its_faults(string json, string message)
    {
        var failure = Assert.Throws<FormatException>(() => MatchDocumentReader.Parse(json));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_text_is_read_or_refused()
    {
        var json = MatchDocumentWriter.Write(await Recorded.Async("kuhn_poker", 4, "random", "random"));
        const string Letters = "0123456789{}[]\",:-.truefalsenullabc\ud800\0";
        var dice = new Random(20260102);
        for (var i = 0; i < 3000; i++)
        {
            var text = json.ToCharArray();
            for (var change = 0; change <= i % 4; change++)
                text[dice.Next(text.Length)] = Letters[dice.Next(Letters.Length)];
            try
            {
                MatchReplay.Run(MatchDocumentReader.Parse(
                new string(text, 0, i % 3 == 0 ? dice.Next(text.Length) : text.Length)), CancellationToken.None);
            }
            catch (FormatException)
            {
                // Refused, and said so.
            }
        }
    }
}
