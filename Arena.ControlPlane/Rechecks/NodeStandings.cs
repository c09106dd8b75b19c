using Arena.ControlPlane.Leagues;
using Arena.Core.Rechecks;

namespace Arena.ControlPlane.Rechecks;

/// <summary>How the nodes' results compare, over the leagues that are in memory: all that run, and those somebody asked for.</summary>
internal sealed record NodeStandings(IReadOnlyDictionary<string, NodeResidual> Residuals, IReadOnlyDictionary<string, NodeRecord> Records)
{
    public static async Task<NodeStandings> OfAsync(LeagueDirectory leagues, RecheckDirectory rechecks, CancellationToken cancellationToken)
    {
        var (results, records) = (new NodeResults(), new Dictionary<string, NodeRecord>(StringComparer.Ordinal));
        foreach (var league in leagues.Loaded)
        {
            league.AddTo(results);
            foreach (var (node, record) in (await rechecks.GetAsync(league, cancellationToken)).Records())
                records[node] = records.GetValueOrDefault(node) + record;
        }

        return new NodeStandings(results.Residuals(), records);
    }
}
