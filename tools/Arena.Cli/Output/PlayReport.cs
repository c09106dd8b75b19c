using Arena.Contracts.V1;

namespace Arena.Cli.Output;

/// <summary>What <c>arena play --json</c> prints.</summary>
internal static class PlayReport
{
    public static string ToJson(Standings standings) => ReportJson.Of(
        new
        {
            league = standings.League.Name,
            game = standings.League.Game,
            seed = standings.League.Seed,
            standings = standings.Rows.Select(r => new { r.Rank, r.Agent, r.Points, r.Wins, r.Draws, r.Losses, r.Score, r.Rating }),
            matches = new { standings.League.Played, standings.League.Forfeited },
            nodes = standings.Nodes.Select(n => new { n.Node, n.Matches }),
        });
}
