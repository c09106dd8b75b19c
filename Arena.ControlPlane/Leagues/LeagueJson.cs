using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Leagues;

/// <summary>A league in <c>/api/leagues</c>.</summary>
internal sealed record LeagueJson(
    string Id, string Name, string Game, ulong Seed, string State, int Matches, int Played, int Forfeited,
    DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt, DateTimeOffset? PausedAt, DateTimeOffset? StoppedAt)
{
    public static LeagueJson From((LeagueEntry Entry, int Played, int Forfeited) league) => new(
        league.Entry.Id, league.Entry.Name, league.Entry.Game, league.Entry.Seed,
        Word(league.Entry.Phase),
        league.Entry.Matches, league.Played, league.Forfeited, league.Entry.CreatedAt, league.Entry.CompletedAt, league.Entry.PausedAt, league.Entry.StoppedAt);

    /// <summary>A phase as people read it: <c>running</c>, <c>paused</c>, <c>completed</c> or <c>stopped</c>.</summary>
    public static string Word(LeaguePhase phase) => phase.ToString().ToLowerInvariant();
}
