using Arena.Contracts.V1;
using Arena.ControlPlane.Work;
using Google.Protobuf;

namespace Arena.Tests.ControlPlane.Work;

public sealed class ResultMessagesTests
{
    private static readonly ByteString _hash = ByteString.CopyFrom(new byte[32]);

    public static TheoryData<string, Action<TaskResult>> Faults { get; } = new()
    {
        { "its scores are [1]; wanted 2 finite numbers", sent => sent.Scores.RemoveAt(1) },
        { "its scores are [1, NaN]; wanted 2 finite numbers", sent => sent.Scores[1] = double.NaN },
        {
            "its verdicts are [Ok, 77]; wanted 2 of ok, illegal, timeout, crash, disconnect, resign",
            sent => sent.Verdicts[1] = (Verdict)77
        },
        { "its match hash has 0 bytes; wanted 32", sent => sent.MatchHash = ByteString.Empty },
        { "its moves are -1 and its duration 0 us; wanted at least 0, and at most a year", sent => sent.Moves = -1 },
        { "it has 1 agent hashes and a seal of 32 bytes; wanted 2 and a seal, of 32 bytes each", sent => sent.AgentHashes.RemoveAt(0) },
        { "its epoch or one of its move times is below 0, or the time is more than a year", sent => sent.MoveTimesUs.Add(-1) },
        { "its evaluations are no list of them", sent => sent.Evaluations = ByteString.CopyFrom(0xff) },
        { "a forfeit has a reason, and nothing else has one", sent => sent.Reason = "late" },
        { "its reason has a NUL character in it, which the ledger does not take", sent => sent.Reason = "la\0te" },
    };

    [Fact]
    public void Result_is_read_as_it_was_sent()
    {
        Assert.True(ResultMessages.TryRead(Sent(), "n", DateTimeOffset.UnixEpoch, out var result, out _));
        Assert.Equal(("n", 7, 3), (result.Node, result.TaskId, result.Index));
        Assert.Equal([1.0, 0.0], result.Match.Scores.ToArray());
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Result_that_cannot_be_is_refused_with_what_is_wrong(string told, Action<TaskResult> spoil)
    {
        var sent = Sent();
        spoil(sent);
        Assert.False(ResultMessages.TryRead(sent, "n", DateTimeOffset.UnixEpoch, out _, out var fault));
        Assert.Equal(told, fault);
    }

    private static TaskResult Sent() => new()
    {
        TaskId = 7, LeagueId = "l", Index = 3, Scores = { 1, 0 }, Verdicts = { Verdict.Ok, Verdict.Ok }, MatchHash = _hash, Seal = _hash,
        AgentHashes = { _hash, _hash },
    };
}
