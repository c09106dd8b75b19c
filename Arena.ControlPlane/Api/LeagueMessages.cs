using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Arena.ControlPlane.Leagues;
using Arena.ServiceDefaults.Access;
using Google.Protobuf.WellKnownTypes;

namespace Arena.ControlPlane.Api;

/// <summary>A league, from domain to wire.</summary>
internal static class LeagueMessages
{
    public static League ToMessage(LeagueProgress league) => new()
    {
        Id = TenantName.Plain(league.Entry.Id),
        Name = league.Entry.Name,
        Game = league.Entry.Game,
        Seed = league.Entry.Seed,
        Version = league.Entry.Version,
        State = ToMessage(league.Entry.Phase),
        Matches = league.Entry.Matches,
        Played = league.Played,
        Forfeited = league.Forfeited,
        CreatedAt = Timestamp.FromDateTimeOffset(league.Entry.CreatedAt),
        CompletedAt = ToMessage(league.Entry.CompletedAt),
        PausedAt = ToMessage(league.Entry.PausedAt),
        StoppedAt = ToMessage(league.Entry.StoppedAt),
    };

    private static Contracts.V1.LeagueState ToMessage(LeaguePhase phase) => phase switch
    {
        LeaguePhase.Running => Contracts.V1.LeagueState.Running,
        LeaguePhase.Paused => Contracts.V1.LeagueState.Paused,
        LeaguePhase.Completed => Contracts.V1.LeagueState.Completed,
        LeaguePhase.Stopped => Contracts.V1.LeagueState.Stopped,
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "has no name on the wire"),
    };

    private static Timestamp? ToMessage(DateTimeOffset? at) => at is { } time ? Timestamp.FromDateTimeOffset(time) : null;
}
