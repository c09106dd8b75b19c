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

    /// <summary>Digest and head of five results, as the first version of the chain made them. A ledger that exists must stay valid.</summary>
    [Fact]
    public void Chain_of_known_results_has_the_hashes_that_it_always_had()
    {
        string[] wanted =
        [
            "84b5af85ca167d36a2e5d2a963182950d8be053823b5cdbc908fda7c7dae0ad8 284229ef46d9d4755bfaef938c9113db11e385853b2a7145e33308e92f331511",
            "fe0df44ae0dffb32e6604916769225d54975342543453bf7b48b56a1129fc1ad 5cd1e43bbe836abe8f5e119b3c57be31e79ea9629a6b340d043c1e5c4b8c803f",
            "d58980479575572d9184042fbd1a060b99c0fdebd25cb506a991c8c2adc08592 8f7d5ef7d477dc575e2cc0c2fab64801adfcf553edb0389ad9ba24ca51a50101",
            "ece1d315db5b418da1253eb44c9d58cfe03074331669dd1cf17cb32ded8ee39b a1ff1fc05a3c9de6d09e69ca5d44b15d069bc8bb5c88063b248a64159f1afaf8",
            "719c18221967ba43e2c09145e69d7a71acb85ceb24cfa9072a1b07ee865e9790 6ab0db517d47d66ea6c9441bb6ab9f8609a5d00aa8bb0f6b2c3e991eee0f3e13",
        ];
        var head = ResultChain.Genesis;
        var chain = new List<string>();
        foreach (var result in KnownResults())
        {
            var digest = ResultChain.Digest(result);
            head = ResultChain.Next(head, digest);
            chain.Add($"{Convert.ToHexStringLower(digest)} {Convert.ToHexStringLower(head)}");
        }

        Assert.Equal(wanted, chain);
    }

    private static IEnumerable<NewResult> KnownResults()
    {
        var plain = new NewResult(
            7, "liga-ä", 2, "node-1", [1, 0], [Verdict.Ok, Verdict.Ok], null, 3, [4, 5, 0x81, 1], Bytes(0, 32), 42_000,
            new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, 901, TimeSpan.FromHours(1)));
        yield return plain;
        yield return plain with
        {
            TaskId = 8, Index = 3, Node = "node-2", Scores = [0.5, -1e-300], Verdicts = [Verdict.Disconnect, Verdict.Timeout],
            Reason = "späte \"Antwort\"", Moves = 0, Transcript = [], DurationMicroseconds = 0,
        };
        var evidence = new ResultEvidence(Transcript.Write([0, 127, 128, 300_000_000_000]), Bytes(32, 64), 3, Bytes(96, 32));
        yield return plain with { TaskId = 9, Index = 4, Evidence = evidence };
        yield return plain with
        {
            TaskId = 10, Index = 5, Reason = "late", Verdicts = [Verdict.Ok, Verdict.Crash],
            Evidence = evidence with { Evaluations = Evaluations.Write([null, 0, 35, -20, int.MinValue]) },
        };
        yield return plain with
        {
            TaskId = 11, Index = 6, Moves = 0, Transcript = [], Evidence = new ResultEvidence([], Bytes(32, 64), 0, Bytes(96, 32)),
        };
    }

    private static byte[] Bytes(int from, int count) => [.. Enumerable.Range(from, count).Select(i => (byte)i)];
}
