using Arena.Core.Agents;
using Arena.Core.Games;
using Arena.Core.Leagues;
using Arena.Core.Matches;
using Arena.Core.Records;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Matches;

/// <summary>Who resigns has lost, and forfeits nothing.</summary>
public sealed class ResignationTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Resignation_is_a_loss_and_no_forfeit(int seat)
    {
        var record = (await PlayAsync(seat)).Record;
        Assert.Equal(Verdict.Resign, record.Verdicts[seat]);
        Assert.Equal(Verdict.Ok, record.Verdicts[1 - seat]);
        Assert.Equal((Outcome.Loss, Outcome.Win), (record.Outcomes[seat], record.Outcomes[1 - seat]));
        Assert.Equal((0, 1), (record.Scores[seat], record.Scores[1 - seat]));
        Assert.Null(record.Reason);
        Assert.False(record.Forfeited);
        Assert.False(MatchOutcome.Of(0, record).Forfeited);
        Assert.Equal(0, new FaultCounts().With(Verdict.Resign).Total);
    }

    [Theory]
    [InlineData(0, "0-1", "White resigns")]
    [InlineData(1, "1-0", "Black resigns")]
    public async Task Resignation_is_a_normal_end_in_pgn_and_done_in_an_episode(int seat, string result, string closing)
    {
        var document = await PlayAsync(seat);
        var game = MatchPgn.From(document);
        Assert.Equal((result, closing, "normal"), (game.Result, game.Closing, game.Tag("Termination")));
        var episode = KaggleEpisode.Write(document);
        Assert.Contains("\"statuses\":[\"DONE\",\"DONE\"]", episode, StringComparison.Ordinal);
        Assert.Contains(seat == 0 ? "\"rewards\":[0,1]" : "\"rewards\":[1,0]", episode, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_of_a_resignation_is_read_back_and_replays()
    {
        var json = MatchDocumentWriter.Write(await PlayAsync(1));
        Assert.Contains("\"resign\"", json, StringComparison.Ordinal);
        var read = MatchDocumentReader.Parse(json);
        Assert.Equal(json, MatchDocumentWriter.Write(read));
        var report = MatchReplay.Run(read, CancellationToken.None);
        Assert.DoesNotContain(report.Differences, difference => difference.Where is "reason" or "moves" or "hash" or "seal");
    }

    private static async Task<MatchDocument> PlayAsync(int seat)
    {
        var spec = Play.Spec("chess", 3, "random", "random");
        IAgent other = MatchRunner.CreateAgent(spec, 1 - seat);
        IAgent[] agents = seat == 0 ? [new Resigning(), other] : [other, new Resigning()];
        var record = await MatchRunner.PlayAsync(spec, [.. agents], TimeProvider.System, CancellationToken.None);
        return new MatchDocument { Spec = spec, Record = record, Origin = Recorded.Origin };
    }

    private sealed class Resigning : IAgent
    {
        public ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken) =>
            throw new AgentResignedException();
    }
}
