using Arena.ControlPlane.Leagues;
using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Api;

/// <summary>A league in <c>/api/leagues</c>.</summary>
internal sealed record LeagueBody(
    string Id, string Name, string Game, ulong Seed, string State, int Matches, int Played, int Forfeited,
    DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt, DateTimeOffset? PausedAt, DateTimeOffset? StoppedAt)
{
    public static LeagueBody Of(LeagueProgress league)
    {
        var entry = league.Entry;
        return new LeagueBody(
            TenantName.Plain(entry.Id), entry.Name, entry.Game, entry.Seed, PhaseWord.Of(entry.Phase),
            entry.Matches, league.Played, league.Forfeited, entry.CreatedAt, entry.CompletedAt, entry.PausedAt, entry.StoppedAt);
    }
}
