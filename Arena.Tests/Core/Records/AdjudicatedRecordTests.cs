using System.Text.Json.Nodes;
using Arena.Core.Agents;
using Arena.Core.Agents.Programs;
using Arena.Core.Games;
using Arena.Core.Matches;
using Arena.Core.Records;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Records;

public sealed class AdjudicatedRecordTests
{
    private static readonly AdjudicationRules _rules = new() { Draw = new(4, 2, 8), Resign = new(2, 400), MaxMoves = 30 };

    [Theory]
    [InlineData("0", "0", "adjudication: drawn by both sides' account", 12, 0.5)] // the last capture or pawn move is the ninth
    [InlineData("-500 -500 -500", "9 9", "adjudication: a side is lost by its own account", 3, 0)]
    [InlineData("90", "- 90", "adjudication: the most moves are made", 60, 0.5)]
    public async Task Record_holds_what_the_referee_heard_and_replays(string white, string black, string ruling, int moves, double score)
    {
        var written = await PlayAsync(white, black);
        Assert.Equal((ruling, moves, score), (written.Record.Adjudication, written.Record.Moves, written.Record.Scores[0]));
        Assert.Equal(moves, written.Record.Evaluations.Length);
        var json = MatchDocumentWriter.Write(written);
        var read = MatchDocumentReader.Parse(json);
        Assert.Equal(json, MatchDocumentWriter.Write(read));
        Assert.Equal(written.Record.Evaluations.ToArray(), read.Record.Evaluations.ToArray());
        var report = Replay(read);
        Assert.True(report.IsTrue, string.Join("\n", report.Differences));
        Assert.Equal(ruling, MatchMoves.RulingOf(read.Spec, read.Record.Transcript, read.Record.Evaluations));
    }

    [Theory]
    [InlineData("eval", "evaluations")]
    [InlineData("ruling", "ruling")]
    [InlineData("rules", "adjudication")]
    [InlineData("score", "scores")]
    public async Task Field_that_was_changed_is_named(string field, string where)
    {
        var json = JsonNode.Parse(MatchDocumentWriter.Write(await PlayAsync("0", "0")))!;
        switch (field)
        {
            case "eval": json["moves"]![5]!["eval"] = 9; break;
            case "ruling": json["ruling"] = "adjudication: the most moves are made"; break;
            case "rules": json["adjudication"]!["draw"]!["score"] = 9; break;
            case "score": json["scores"]![0] = 1; break;
        }

        var report = Replay(MatchDocumentReader.Parse(json.ToJsonString()));
        Assert.Contains(report.Differences, difference => difference.Where == where);
        Assert.Contains(report.Differences, difference => difference.Where is "hash" or "ruling");
    }

    [Fact]
    public async Task Forged_evaluations_with_fitting_hashes_give_another_end()
    {
        var document = await PlayAsync("0", "0");
        var record = document.Record;
        var last = record.Evaluations.Length - 1;
        var forged = Recorded.Resealed(document with { Record = record with { Evaluations = record.Evaluations.SetItem(last - 1, 100) } });
        Assert.Equal(["ruling", "verdicts"], Replay(forged).Differences.Select(difference => difference.Where));

        var longer = Recorded.Resealed(
            document with { Record = record with { Evaluations = record.Evaluations.SetItem(0, -500).SetItem(2, -500) } });
        Assert.Contains(Replay(longer).Differences, difference =>
            difference.Found.StartsWith("the match was over after 3 moves, by adjudication", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Most_moves_end_any_game_and_built_in_agents_are_asked_again()
    {
        var spec = Play.Spec("othello", 3, "random", "random") with { Adjudication = new() { MaxMoves = 7 }, Opening = new(null, [19]) };
        var document = MatchDocumentReader.Parse(MatchDocumentWriter.Write(await Recorded.Async(spec)));
        Assert.Equal((14, 0), (document.Record.Moves, document.Record.Evaluations.Length));
        Assert.Equal([0.5, 0.5], document.Record.Scores.ToArray());
        var report = Replay(document);
        Assert.True(report.IsTrue, string.Join("\n", report.Differences));
        Assert.Equal(13, report.Asked);
    }

    [Fact]
    public async Task Hash_covers_the_rules()
    {
        var spec = Play.Spec("othello", 3, "random", "random");
        var record = (await Recorded.Async(spec)).Record;
        byte[] Hash(AdjudicationRules? rules) =>
            MatchHashes.OfMatch(spec with { Adjudication = rules }, record.Transcript, record.Scores.AsSpan(),
            record.Verdicts.AsSpan(), []);
        AdjudicationRules?[] all =
        [
            null, new() { MaxMoves = 90 }, new() { MaxMoves = 91 }, new() { Draw = new(1, 2, 3) },
            new() { Draw = new(2, 2, 3) }, new() { Resign = new(2, 3) }, new() { Resign = new(2, 3, TwoSided: true) },
        ];
        Assert.Equal(record.Hash, Hash(null));
        Assert.Equal(all.Length, all.Select(rules => Convert.ToHexString(Hash(rules))).Distinct().Count());
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 0, 1, -1, 31, -32, 30_000, -30_000, int.MaxValue, int.MinValue })]
    public void Evaluations_are_read_back_as_they_were_written(int[] scores)
    {
        int?[] evaluations = [.. scores.Select(score => (int?)score), null];
        Assert.Equal(evaluations, Evaluations.Read(Evaluations.Write([.. evaluations])));
    }

    [Fact]
    public async Task Pgn_says_that_it_was_adjudicated()
    {
        var game = MatchPgn.From(await PlayAsync("0", "0"));
        Assert.Equal("adjudication: drawn by both sides' account", game.Closing);
        Assert.Contains(game.Tags, tag => tag is { Key: "Termination", Value: "adjudication" });
    }

    private static ReplayReport Replay(MatchDocument document) => MatchReplay.Run(document, CancellationToken.None);

    // Two engines that play at random and say of each of their moves what they are told to say, in turn.
    private static async Task<MatchDocument> PlayAsync(string white, string black)
    {
        var spec = EngineGame.Between(Engine("white"), Engine("black")) with { Adjudication = _rules };
        var like = Play.Spec("chess", 5, "random", "random");
        IAgent[] agents = [.. Enumerable.Range(0, 2)
            .Select(seat => new Saying(MatchRunner.CreateAgent(like, seat), (seat == 0 ? white : black).Split(' ')))];
        return new MatchDocument { Spec = spec,
            Record = await MatchRunner.PlayAsync(spec, [.. agents], TimeProvider.System, default), Origin = Recorded.Origin };
    }

    private static AgentDefinition Engine(string name) => EngineGame.Agent(name, new EngineSpec { Command = name });

    private sealed class Saying(IAgent agent, string[] scores) : ISearchingAgent
    {
        private int _moves;

        public SearchSummary? LastSearch { get; private set; }

        public ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken)
        {
            LastSearch = int.TryParse(scores[_moves++ % scores.Length], out var score) ? new SearchSummary(score, null, 1) : null;
            return agent.ChooseAsync(state, seat, cancellationToken);
        }
    }
}
