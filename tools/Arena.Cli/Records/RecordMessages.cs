using System.Collections.Immutable;
using Arena.Contracts.V1;
using Arena.Core.Matches;
using Arena.Core.Records;
using Verdict = Arena.Core.Matches.Verdict;

namespace Arena.Cli.Records;

/// <summary>Wire to domain.</summary>
internal static class RecordMessages
{
    /// <exception cref="FormatException">What to play cannot be read by this program.</exception>
    public static MatchDocument ToDocument(MatchEvidence sent)
    {
        var spec = MatchSpecJson.Parse(sent.Spec);
        var match = sent.Match;
        var evaluations = sent.HasEvaluations ? Evaluations.Read(sent.Evaluations.Span) : [];
        ImmutableArray<double> scores = [.. match.Scores];
        ImmutableArray<Verdict> verdicts = [.. match.Verdicts.Select(ToDomain)];
        return new MatchDocument
        {
            Spec = spec,
            Record = new MatchRecord
            {
                Scores = scores,
                Verdicts = verdicts,
                Outcomes = Judgement.OfSeats(scores, verdicts),
                Reason = match.Reason.Length == 0 ? null : match.Reason,
                Adjudication = MatchMoves.RulingOf(spec, sent.Transcript.Span, evaluations),
                Evaluations = evaluations,
                Moves = match.Moves,
                Transcript = sent.Transcript.ToByteArray(),
                MoveTimes = [.. sent.MoveTimesUs],
                AgentHashes = sent.AgentHashes.Count == spec.Agents.Length
                    ? [.. sent.AgentHashes.Select(hash => hash.ToByteArray())]
                    : [.. spec.Agents.Select(agent => MatchHashes.OfAgent(agent, content: null))],
                Epoch = sent.Epoch,
                Hash = match.MatchHash.ToByteArray(),
                Seal = sent.Seal.ToByteArray(),
            },
            Origin = new MatchOrigin(
                match.LeagueId, match.Index, match.Node, match.RecordedAt.ToDateTimeOffset(), sent.DurationUs, match.Sequence,
                Convert.ToHexStringLower(match.LedgerHash.Span)),
        };
    }

    /// <summary>How a match ended for a seat.</summary>
    public static Outcome OutcomeOf(Match match, int seat) =>
        Judgement.Of(seat, [.. match.Scores], [.. match.Verdicts.Select(ToDomain)]);

    private static Verdict ToDomain(Contracts.V1.Verdict verdict) => verdict switch
    {
        Contracts.V1.Verdict.Ok => Verdict.Ok,
        Contracts.V1.Verdict.Illegal => Verdict.Illegal,
        Contracts.V1.Verdict.Timeout => Verdict.Timeout,
        Contracts.V1.Verdict.Crash => Verdict.Crash,
        Contracts.V1.Verdict.Disconnect => Verdict.Disconnect,
        Contracts.V1.Verdict.Resign => Verdict.Resign,
        _ => throw new FormatException($"the verdict {verdict} is not one of ok, illegal, timeout, crash, disconnect"),
    };
}
