using Arena.Core.Leagues.Document;
using Arena.Core.Leagues.Standings;
using Arena.Core.Ratings.Fitting;

namespace Arena.ControlPlane.Leagues;

/// <summary>Standings in <c>/api/leagues/{id}/standings</c>.</summary>
internal sealed record StandingsJson(
    LeagueJson League, IReadOnlyList<StandingsJson.RowJson> Standings, IReadOnlyList<StandingsJson.NodeJson> Nodes, string? Stalled)
{
    public static StandingsJson From(LeagueSnapshot snapshot) => new(
        LeagueJson.From((snapshot.Entry, snapshot.Played, snapshot.Forfeited)), [.. snapshot.Rows.Select(RowJson.From)],
        [.. snapshot.Nodes.Select(n => new NodeJson(n.Key, n.Value))], snapshot.Stalled.Length > 0 ? snapshot.Stalled : null);

    /// <summary>As <c>arena play --json</c> has it.</summary>
    internal sealed record RowJson(
        int Rank, string Agent, double Points, int Wins, int Draws, int Losses, double Score, double? Rating, double? Error, long Games, double? Los,
        double Elo, int Group, IReadOnlyList<string> Flags, IReadOnlyList<TieBreak> TieBreaks)
    {
        public static RowJson From(StandingRow row) => new(
            row.Rank, row.Agent, row.Points, row.Wins, row.Draws, row.Losses, row.Score, row.Rating.Joint, row.Rating.Error, row.Rating.Games,
            row.Superiority, row.Rating.Elo, row.Rating.Group, [.. row.Rating.Flags.Names()], row.TieBreaks);
    }

    internal sealed record NodeJson(string Node, int Matches);
}
