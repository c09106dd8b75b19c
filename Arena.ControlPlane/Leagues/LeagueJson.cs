using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Leagues;

/// <summary>A league in <c>/api/leagues</c>.</summary>
internal sealed record LeagueJson(
    string Id, string Name, string Game, ulong Seed, string State, int Matches, int Played, int Forfeited,
    DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt)
{
    public static LeagueJson From(LeagueEntry entry, int played, int forfeited) => new(
        entry.Id, entry.Name, entry.Game, entry.Seed, entry.CompletedAt is null ? "running" : "completed",
        entry.Matches, played, forfeited, entry.CreatedAt, entry.CompletedAt);

    public static LeagueJson From(LeagueSnapshot snapshot) => From(snapshot.Entry, snapshot.Played, snapshot.Forfeited);
}
