using Arena.Backplane.Ledger;
using Arena.Core.Leagues;
using Arena.Core.Matches;
using Arena.Core.Primitives;
using Arena.Core.Records;
using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Api;

/// <summary>Recorded matches as documents that anybody can play again.</summary>
internal static class MatchDocuments
{
    public static MatchDocument Of(RecordedMatch match, LeagueDefinition definition)
    {
        var (recorded, result) = (match.Result, match.Result.Result);
        var played = result.Match;
        var spec = definition.MatchAt(match.Pairing) with { Epoch = played.Epoch };
        return new MatchDocument
        {
            Spec = spec,
            Record = played with
            {
                Adjudication = MatchMoves.RulingOf(spec, played.Transcript, played.Evaluations),
                AgentHashes = played.AgentHashes.Length == spec.Agents.Length
                    ? played.AgentHashes
                    : [.. spec.Agents.Select(agent => MatchHashes.OfAgent(agent, content: null))], // from before they were kept
            },
            Origin = new MatchOrigin(
                TenantName.Plain(result.LeagueId), result.Index, result.Node, result.RecordedAt, result.DurationMicroseconds,
                recorded.Sequence, Convert.ToHexStringLower(recorded.Hash)),
        };
    }
}
