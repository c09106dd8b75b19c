using System.Text.Json.Serialization;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Leagues;
using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Api.Events;

/// <summary>What happened; also the name of the event.</summary>
internal enum EventKind
{
    [JsonStringEnumMemberName("league-created")]
    LeagueCreated = LedgerEventKind.LeagueCreated,

    [JsonStringEnumMemberName("match-recorded")]
    MatchRecorded = LedgerEventKind.ResultRecorded,

    [JsonStringEnumMemberName("league-completed")]
    LeagueCompleted = LedgerEventKind.LeagueCompleted,

    [JsonStringEnumMemberName("league-paused")]
    LeaguePaused = LedgerEventKind.LeaguePaused,

    [JsonStringEnumMemberName("league-resumed")]
    LeagueResumed = LedgerEventKind.LeagueResumed,

    [JsonStringEnumMemberName("league-stopped")]
    LeagueStopped = LedgerEventKind.LeagueStopped,

    [JsonStringEnumMemberName("match-rechecked")]
    MatchRechecked = LedgerEventKind.Rechecked,
}

/// <summary>Something that happened to a league.</summary>
/// <param name="Id">To come back with; the same at every replica.</param>
/// <param name="Match">Of match-recorded; null otherwise.</param>
internal sealed record EventBody(string Id, EventKind Kind, string LeagueId, EventMatchBody? Match)
{
    /// <param name="league">Null when it is not known any more.</param>
    public static EventBody Of(LeagueEvent happened, string id, LeagueState? league) => new(
        id, (EventKind)happened.Kind, TenantName.Plain(happened.LeagueId),
        happened.Match is { } match && league is not null && match.Index < league.Known ? EventMatchBody.Of(match, league) : null);
}

/// <summary>A match that has its result.</summary>
/// <param name="Agents">By seat, as scores are.</param>
internal sealed record EventMatchBody(int Index, long Sequence, IReadOnlyList<string> Agents, IReadOnlyList<double> Scores, string Node)
{
    public static EventMatchBody Of(EventMatch match, LeagueState league)
    {
        var (pairing, agents) = (league.PairingAt(match.Index), league.Definition.Agents);
        return new EventMatchBody(
            match.Index, match.Sequence, [agents[pairing.First].Name, agents[pairing.Second].Name], match.Scores, match.Node);
    }
}
