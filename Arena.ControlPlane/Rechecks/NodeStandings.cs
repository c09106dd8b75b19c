using Arena.ControlPlane.Leagues;
using Arena.Core.Rechecks;

namespace Arena.ControlPlane.Rechecks;

/// <summary>How the nodes' results compare, over the leagues that are in memory: all that run, and those somebody asked for.</summary>
internal sealed record NodeStandings(IReadOnlyDictionary<string, NodeResidual> Residuals, IReadOnlyDictionary<string, NodeRecord> Records)
{
    public static NodeStandings Of(LeagueDirectory leagues)
    {
        var (results, votes) = (new NodeResults(), new List<KeyValuePair<string, NodeRecord>>());
        foreach (var league in leagues.Loaded)
            league.AddTo(results, votes);
        return new NodeStandings(
            results.Residuals(),
            votes.GroupBy(v => v.Key).ToDictionary(g => g.Key, g => g.Aggregate(default(NodeRecord), (sum, v) => sum + v.Value), StringComparer.Ordinal));
    }
}
