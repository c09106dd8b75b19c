using Arena.Core.Leagues;

namespace Arena.ControlPlane.Leagues;

/// <summary>Standings in <c>/api/leagues/{id}/standings</c>.</summary>
internal sealed record StandingsJson(LeagueJson League, IReadOnlyList<StandingRow> Standings, IReadOnlyList<StandingsJson.NodeJson> Nodes, string? Stalled)
{
    public static StandingsJson From(LeagueSnapshot snapshot) =>
        new(LeagueJson.From((snapshot.Entry, snapshot.Played, snapshot.Forfeited)), snapshot.Rows, [.. snapshot.Nodes.Select(n => new NodeJson(n.Key, n.Value))], snapshot.Stalled.Length > 0 ? snapshot.Stalled : null);

    internal sealed record NodeJson(string Node, int Matches);
}
