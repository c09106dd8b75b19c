using System.Reflection;
using Arena.Backplane.Ledger;
using Arena.Core.Matches;

namespace Arena.Tests.Backplane.Ledger;

public sealed class ResultChainTests
{
    private static readonly NewResult _result = new(
        1, "league", 2, "node", [1, 0], [Verdict.Ok, Verdict.Ok], null, 3, [4], [5], 6, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public static TheoryData<string> Fields => new(typeof(NewResult).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name));

    [Theory]
    [MemberData(nameof(Fields))]
    public void Digest_differs_when_a_field_differs(string field)
    {
        var changed = field switch
        {
            nameof(NewResult.TaskId) => _result with { TaskId = 9 },
            nameof(NewResult.LeagueId) => _result with { LeagueId = "x" },
            nameof(NewResult.Index) => _result with { Index = 9 },
            nameof(NewResult.Node) => _result with { Node = "x" },
            nameof(NewResult.Scores) => _result with { Scores = [1, 0.5] },
            nameof(NewResult.Verdicts) => _result with { Verdicts = [Verdict.Ok, Verdict.Crash] },
            nameof(NewResult.Reason) => _result with { Reason = "x" },
            nameof(NewResult.Moves) => _result with { Moves = 9 },
            nameof(NewResult.Transcript) => _result with { Transcript = [9] },
            nameof(NewResult.MatchHash) => _result with { MatchHash = [9] },
            nameof(NewResult.DurationMicroseconds) => _result with { DurationMicroseconds = 9 },
            nameof(NewResult.RecordedAt) => _result with { RecordedAt = _result.RecordedAt.AddMicroseconds(1) },
            nameof(NewResult.Evidence) => _result with { Evidence = new ResultEvidence([1], [2], 3, [4]) },
            _ => throw new InvalidOperationException($"The digest has nothing to say of the new field {field}."),
        };
        Assert.NotEqual(ResultChain.Digest(_result), ResultChain.Digest(changed));
    }

    [Fact]
    public void Digest_differs_when_a_field_of_the_evidence_differs()
    {
        var evidence = new ResultEvidence([1], [2], 3, [4]);
        ResultEvidence[] others = [evidence with { MoveTimes = [9] }, evidence with { AgentHashes = [9] }, evidence with { Epoch = 9 }, evidence with { Seal = [9] }, evidence with { Evaluations = [] }];
        Assert.Equal(typeof(ResultEvidence).GetProperties(BindingFlags.Public | BindingFlags.Instance).Length, others.Length);
        Assert.All(others, other => Assert.NotEqual(ResultChain.Digest(_result with { Evidence = evidence }), ResultChain.Digest(_result with { Evidence = other })));
    }

    [Fact]
    public void Digest_tells_neighbouring_texts_apart() =>
        Assert.NotEqual(ResultChain.Digest(_result with { Transcript = [1, 2], MatchHash = [3] }), ResultChain.Digest(_result with { Transcript = [1], MatchHash = [2, 3] }));
}
