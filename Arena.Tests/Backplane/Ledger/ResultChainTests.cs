using System.Reflection;
using Arena.Backplane.Ledger;
using Arena.Core.Matches;
using Arena.Tests.Shared;

namespace Arena.Tests.Backplane.Ledger;

public sealed class ResultChainTests
{
    private static readonly MatchRecord _match = BareMatch.Of([1, 0]) with
    {
        Moves = 3, Transcript = [4], Hash = [5], MoveTimes = [1], AgentHashes = [[2]], Epoch = 3, Seal = [4],
    };

    private static readonly NewResult _result = new(
        1, "league", 2, "node", _match, DurationMicroseconds: 6, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    // Not kept, or made of what is.
    private static readonly string[] _notHashed =
        [nameof(MatchRecord.Outcomes), nameof(MatchRecord.Forfeited), nameof(MatchRecord.Adjudication), nameof(MatchRecord.Searches)];

    public static TheoryData<string> Fields => new(NamesOf(typeof(NewResult)));

    public static TheoryData<string> MatchFields => new(NamesOf(typeof(MatchRecord)).Except(_notHashed));

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
            nameof(NewResult.Match) => _result with { Match = BareMatch.Of([1, 0]) },
            nameof(NewResult.DurationMicroseconds) => _result with { DurationMicroseconds = 9 },
            nameof(NewResult.RecordedAt) => _result with { RecordedAt = _result.RecordedAt.AddMicroseconds(1) },
            _ => throw new InvalidOperationException($"The digest has nothing to say of the new field {field}."),
        };
        Assert.NotEqual(ResultChain.Digest(_result), ResultChain.Digest(changed));
    }

    [Theory]
    [MemberData(nameof(MatchFields))]
    public void Digest_differs_when_a_field_of_the_match_differs(string field)
    {
        var changed = field switch
        {
            nameof(MatchRecord.Scores) => _match with { Scores = [1, 0.5] },
            nameof(MatchRecord.Verdicts) => _match with { Verdicts = [Verdict.Ok, Verdict.Crash] },
            nameof(MatchRecord.Reason) => _match with { Reason = "x" },
            nameof(MatchRecord.Evaluations) => _match with { Evaluations = [null] },
            nameof(MatchRecord.Moves) => _match with { Moves = 9 },
            nameof(MatchRecord.Transcript) => _match with { Transcript = [9] },
            nameof(MatchRecord.MoveTimes) => _match with { MoveTimes = [9] },
            nameof(MatchRecord.AgentHashes) => _match with { AgentHashes = [[9]] },
            nameof(MatchRecord.Epoch) => _match with { Epoch = 9 },
            nameof(MatchRecord.Hash) => _match with { Hash = [9] },
            nameof(MatchRecord.Seal) => _match with { Seal = [9] },
            _ => throw new InvalidOperationException($"The digest has nothing to say of the new field {field}."),
        };
        Assert.NotEqual(ResultChain.Digest(_result), ResultChain.Digest(_result with { Match = changed }));
    }

    [Fact]
    public void Digest_tells_neighbouring_texts_apart()
    {
        var one = _result with { Match = _match with { Transcript = [1, 2], Hash = [3] } };
        var other = _result with { Match = _match with { Transcript = [1], Hash = [2, 3] } };
        Assert.NotEqual(ResultChain.Digest(one), ResultChain.Digest(other));
    }

    /// <summary>Digest and head of five results, as earlier versions made them: a ledger that exists must stay valid.</summary>
    [Fact]
    public void Chain_of_known_results_has_the_hashes_that_it_always_had()
    {
        string[] wanted =
        [
            "84b5af85ca167d36a2e5d2a963182950d8be053823b5cdbc908fda7c7dae0ad8"
            + " 284229ef46d9d4755bfaef938c9113db11e385853b2a7145e33308e92f331511",
            "fe0df44ae0dffb32e6604916769225d54975342543453bf7b48b56a1129fc1ad"
            + " 5cd1e43bbe836abe8f5e119b3c57be31e79ea9629a6b340d043c1e5c4b8c803f",
            "d58980479575572d9184042fbd1a060b99c0fdebd25cb506a991c8c2adc08592"
            + " 8f7d5ef7d477dc575e2cc0c2fab64801adfcf553edb0389ad9ba24ca51a50101",
            "ece1d315db5b418da1253eb44c9d58cfe03074331669dd1cf17cb32ded8ee39b"
            + " a1ff1fc05a3c9de6d09e69ca5d44b15d069bc8bb5c88063b248a64159f1afaf8",
            "719c18221967ba43e2c09145e69d7a71acb85ceb24cfa9072a1b07ee865e9790"
            + " 6ab0db517d47d66ea6c9441bb6ab9f8609a5d00aa8bb0f6b2c3e991eee0f3e13",
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
        var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, 901, TimeSpan.FromHours(1));
        var bare = BareMatch.Of([1, 0]) with { Moves = 3, Transcript = [4, 5, 0x81, 1], Hash = Bytes(0, 32) };
        var whole = bare with
        {
            MoveTimes = [0, 127, 128, 300_000_000_000], AgentHashes = [Bytes(32, 32), Bytes(64, 32)], Epoch = 3, Seal = Bytes(96, 32),
        };
        yield return new NewResult(7, "liga-ä", 2, "node-1", bare, 42_000, at);
        yield return new NewResult(8, "liga-ä", 3, "node-2", bare with
        {
            Scores = [0.5, -1e-300], Verdicts = [Verdict.Disconnect, Verdict.Timeout], Reason = "späte \"Antwort\"",
            Moves = 0, Transcript = [],
        }, 0, at);
        yield return new NewResult(9, "liga-ä", 4, "node-1", whole, 42_000, at);
        yield return new NewResult(10, "liga-ä", 5, "node-1", whole with
        {
            Reason = "late", Verdicts = [Verdict.Ok, Verdict.Crash], Evaluations = [null, 0, 35, -20, int.MinValue],
        }, 42_000, at);
        yield return new NewResult(
            11, "liga-ä", 6, "node-1", whole with { Moves = 0, Transcript = [], MoveTimes = [], Epoch = 0 }, 42_000, at);
    }

    private static byte[] Bytes(int from, int count) => [.. Enumerable.Range(from, count).Select(i => (byte)i)];

    private static IEnumerable<string> NamesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name);
}
