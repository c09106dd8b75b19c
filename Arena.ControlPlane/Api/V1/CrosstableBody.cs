using Arena.ControlPlane.Leagues;
using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Api.V1;

/// <summary>All pairs that have rated games against each other.</summary>
/// <param name="Agents">In the order of the table.</param>
internal sealed record CrosstableBody(
    string LeagueId, string LeagueName, IReadOnlyList<string> Agents, IReadOnlyList<MeetingBody> Meetings)
{
    public static CrosstableBody Of(LeagueState league)
    {
        var table = league.Table();
        var (games, agents) = (table.Games, table.Agents.ToArray());
        var places = agents.Index().ToDictionary(agent => agent.Item, agent => agent.Index, StringComparer.Ordinal);
        return new CrosstableBody(
            TenantName.Plain(league.Id), league.Definition.Name, agents,
            [.. games.Meetings().Select(m => new MeetingBody(places[games.Players[m.A]], places[games.Players[m.B]], [.. m.Counts]))]);
    }
}

/// <param name="First">Position in the list of agents.</param>
/// <param name="Counts">
/// 15 counts of games by what the first scored (0, 1 or 2 half points): three of single games in which it had the first seat, three of
/// those in which it had the second, nine of pairs of games with seats swapped.
/// </param>
internal sealed record MeetingBody(int First, int Second, IReadOnlyList<long> Counts);
