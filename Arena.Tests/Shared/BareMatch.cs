using Arena.Core.Matches;

namespace Arena.Tests.Shared;

/// <summary>A match's record as it was before there was evidence: no seal, and nothing that it would cover.</summary>
internal static class BareMatch
{
    public static MatchRecord Of(double[] scores) => new()
    {
        Scores = [.. scores],
        Outcomes = Judgement.OfSeats([.. scores], [.. scores.Select(_ => Verdict.Ok)]),
        Verdicts = [.. scores.Select(_ => Verdict.Ok)],
        Moves = 1,
        Transcript = [],
        Hash = new byte[32],
        MoveTimes = [],
        AgentHashes = [],
        Epoch = 0,
        Seal = [],
    };
}
