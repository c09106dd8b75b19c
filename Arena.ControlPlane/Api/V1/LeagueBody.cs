using System.Text.Json.Serialization;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Api.Conditions;
using Arena.ControlPlane.Leagues;
using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Api.V1;

/// <summary>A league and how far it has come.</summary>
/// <param name="Version">From 1; one more with every change of its state.</param>
internal sealed record LeagueBody(
    string Id, string Name, string Game, ulong Seed, LeaguePhase State, long Version, int Matches, int Played, int Forfeited,
    DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt, DateTimeOffset? PausedAt, DateTimeOffset? StoppedAt) : ITagged
{
    [JsonIgnore]
    public string Tag => VersionTag.Of(Version, Played);

    public static LeagueBody Of(LeagueProgress league)
    {
        var entry = league.Entry;
        return new LeagueBody(
            TenantName.Plain(entry.Id), entry.Name, entry.Game, entry.Seed, entry.Phase, entry.Version, entry.Matches, league.Played,
            league.Forfeited,
            entry.CreatedAt, entry.CompletedAt, entry.PausedAt, entry.StoppedAt);
    }
}
