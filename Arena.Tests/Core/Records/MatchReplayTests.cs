using System.Text.Json.Nodes;
using Arena.Core.Matches;
using Arena.Core.Primitives;
using Arena.Core.Records;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Records;

public sealed class MatchReplayTests
{
    [Fact]
    public async Task Changed_move_is_named_even_when_everything_is_sealed_again()
    {
        var document = await Recorded.Async("ipd", 5, "tit-for-tat", "joss", ("turns", 30));
        var actions = Transcript.Read(document.Record.Transcript);
        for (var at = 0; at < actions.Count; at++)
        {
            var report = Replay(Recorded.Resealed(WithActions(document, [.. actions.Select((a, i) => i == at ? 1 - a : a)])));
            var (seat, move) = (at % 2, at / 2);
            Assert.StartsWith($"move {move} (seat {seat}, {(seat == 0 ? "first" : "second")})", report.Differences[0].Where,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Illegal_move_is_named_with_what_was_legal()
    {
        var document = await Recorded.Async("tic_tac_toe", 5, "random", "random");
        var actions = Transcript.Read(document.Record.Transcript);
        actions[3] = actions[0];
        var difference = Replay(WithActions(document, actions)).Differences[0];
        Assert.Equal("move 3 (seat 1, second)", difference.Where);
        Assert.StartsWith("that is illegal there; legal were ", difference.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_and_superfluous_moves_are_named()
    {
        var document = await Recorded.Async("connect_four", 5, "random", "random");
        var actions = Transcript.Read(document.Record.Transcript);
        Assert.Contains(Replay(WithActions(document, actions.SkipLast(1))).Differences, d =>
            d.Found.Contains("the match is not over", StringComparison.Ordinal));
        Assert.Contains(Replay(WithActions(document, [.. actions, 3])).Differences, d =>
            d.Found.StartsWith("the match was over", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Chance_that_the_seed_does_not_give_is_named()
    {
        var document = await Recorded.Async("leduc_poker", 5, "random", "random");
        var actions = Transcript.Read(document.Record.Transcript);
        actions[0] = actions[0] == 0 ? 1 : 0;
        if (actions[1] == actions[0]) actions[1] = 5;
        var difference = Replay(Recorded.Resealed(WithActions(document, actions))).Differences[0];
        Assert.Equal("chance after move 0 (action 0)", difference.Where);
        Assert.StartsWith("the seed gives", difference.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changed_seed_score_verdict_and_time_are_found_by_hash_and_seal()
    {
        var document = await Recorded.Async("connect_four", 5, "minimax", "minimax");
        var record = document.Record;
        var other = document with { Spec = document.Spec with { Seed = new Seed(6) } };
        Assert.Contains("the seed or an agent was changed",
            Assert.Single(Replay(other).Differences, d => d.Where == "hash").Found, StringComparison.Ordinal);

        var scores = Replay(document with { Record = record with { Scores = [0.25, 0.75] } });
        Assert.Equal(["scores (seat 0, first)", "scores (seat 1, second)", "hash", "seal"],
            scores.Differences.Select(d => d.Where).Append("seal").Distinct());

        var verdicts = Replay(Recorded.Resealed(document with { Record = record with { Verdicts = [Verdict.Ok, Verdict.Crash] } }));
        Assert.Contains(verdicts.Differences, d => d.Where == "verdicts");

        var times = Replay(document with { Record = record with { MoveTimes = record.MoveTimes.SetItem(2, record.MoveTimes[2] + 1) } });
        Assert.Equal("seal", Assert.Single(times.Differences).Where);
        Assert.Contains("a time", times.Differences[0].Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seed", "seed")]
    [InlineData("epoch", "epoch")]
    [InlineData("moveTimeLimit", "clocks")]
    [InlineData("scores", "scores")]
    [InlineData("verdicts", "verdicts")]
    [InlineData("us", "times")]
    [InlineData("action", "moves")]
    [InlineData("name", "move 1 (seat 1, second)")]
    [InlineData("by", "move 1 (seat 1, second)")]
    [InlineData("agent", "agents[0]")]
    [InlineData("content", "agents[1]")]
    [InlineData("parameters", "game")]
    public async Task Field_that_was_changed_in_a_file_is_named(string field, string where)
    {
        var json = JsonNode.Parse(MatchDocumentWriter.Write(await Recorded.Async("ipd", 5, "tit-for-tat", "cooperator", ("turns", 5))))!;
        var move = json["moves"]![3]!; // of move 1, by seat 1
        switch (field)
        {
            case "seed": json["seed"] = "6"; break;
            case "epoch": json["epoch"] = 1; break;
            case "moveTimeLimit": json["moveTimeLimit"] = 11; break;
            case "scores": json["scores"]![0] = 14; break;
            case "verdicts": json["verdicts"]![0] = "timeout"; break;
            case "us": move["us"] = 1_000_000; break;
            case "action": move["action"] = 1; break;
            case "name": move["name"] = "D"; break;
            case "by": move["by"] = 0; break;
            case "agent": json["agents"]![0]!["strategy"] = "cooperator"; break;
            case "content": json["agents"]![1]!["content"] = new string('0', 64); break;
            case "parameters": json["parameters"]!["P"] = 0.5; break;
        }

        var report = Replay(MatchDocumentReader.Parse(json.ToJsonString()));
        Assert.Contains(report.Differences, d => d.Where == where);
    }

    [Fact]
    public async Task Agents_of_another_version_and_programs_are_noted_and_are_no_difference()
    {
        var document = await Recorded.Async("tic_tac_toe", 5, "random", "random");
        var older = document.Record with { AgentHashes = [new byte[32], document.Record.AgentHashes[1]] };
        var report = Replay(document with { Record = older with { Seal = MatchHashes.SealOf(older) } });
        Assert.True(report.IsTrue, string.Join("\n", report.Differences));
        Assert.Contains("first (seat 0) was not the random of this program's version", Assert.Single(report.Notes),
            StringComparison.Ordinal);
    }

    private static ReplayReport Replay(MatchDocument document) => MatchReplay.Run(document, CancellationToken.None);

    private static MatchDocument WithActions(MatchDocument document, IEnumerable<int> actions) =>
        document with { Record = document.Record with { Transcript = Transcript.Write([.. actions.Select(a => (long)a)]) } };
}
