using Arena.Backplane.Ledger;
using Arena.Core.Leagues;
using Arena.Core.Matches;
using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Api.V1;

/// <summary>A match as the ledger has it.</summary>
/// <param name="Index">Position in the league's schedule, from 0.</param>
/// <param name="Sequence">Position in the ledger, from 1, over all leagues.</param>
/// <param name="Agents">By seat, as scores and verdicts are.</param>
/// <param name="Reason">Why a seat forfeited; null when none did.</param>
/// <param name="Node">Who played it.</param>
/// <param name="MatchHash">SHA-256 of the match, in hexadecimal digits.</param>
/// <param name="LedgerHash">SHA-256 of the ledger up to and including it.</param>
/// <param name="Meeting">The meeting that this match and the one with seats swapped make; null where it has none such.</param>
internal sealed record MatchBody(
    string LeagueId, int Index, long Sequence, IReadOnlyList<string> Agents, IReadOnlyList<double> Scores, IReadOnlyList<Verdict> Verdicts,
    string? Reason, int Moves, string Node, string MatchHash, string LedgerHash, DateTimeOffset RecordedAt, long? Meeting)
{
    /// <exception cref="InvalidDataException">Somebody has altered it in the ledger.</exception>
    public static MatchBody Of(LedgerResult recorded, LeagueDefinition definition, ScheduledMatch pairing)
    {
        var (result, played) = (recorded.Result, recorded.Result.Match);
        return new MatchBody(
            TenantName.Plain(result.LeagueId), result.Index, recorded.Sequence,
            [definition.Agents[pairing.First].Name, definition.Agents[pairing.Second].Name], played.Scores, played.Verdicts,
            played.Reason, played.Moves, result.Node, Convert.ToHexStringLower(played.Hash), Convert.ToHexStringLower(recorded.Hash),
            result.RecordedAt, definition.MeetingOf(pairing));
    }
}
