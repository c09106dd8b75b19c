using System.Text.Encodings.Web;
using System.Text.Json;
using Arena.Contracts.V1;

namespace Arena.Cli.Output;

/// <summary>What <c>arena play --json</c> prints.</summary>
internal static class PlayReport
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string ToJson(Standings standings) => JsonSerializer.Serialize(
        new
        {
            league = standings.League.Name,
            game = standings.League.Game,
            seed = standings.League.Seed,
            standings = standings.Rows.Select(r => new { r.Rank, r.Agent, r.Points, r.Wins, r.Draws, r.Losses, r.Score, r.Rating }),
            matches = new { standings.League.Played, standings.League.Forfeited },
            nodes = standings.Nodes.Select(n => new { n.Node, n.Matches }),
        },
        _json);
}
