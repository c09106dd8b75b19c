using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Leagues;

/// <summary>A league in <c>/api/leagues</c>.</summary>
internal sealed record LeagueJson(
    string Id, string Name, string Game, ulong Seed, string State, int Matches, int Played, int Forfeited,
    DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt)
{
    public static LeagueJson From((LeagueEntry Entry, int Played, int Forfeited) league) => new(
        league.Entry.Id, league.Entry.Name, league.Entry.Game, league.Entry.Seed,
        StateOf(league.Entry),
        league.Entry.Matches, league.Played, league.Forfeited, league.Entry.CreatedAt, league.Entry.CompletedAt);

    public static string StateOf(LeagueEntry entry) => entry.CompletedAt is null ? "running" : "completed";
}
