using Arena.Backplane.Ledger;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Replicas;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Arena.ControlPlane.Api.V1;

/// <summary>The arena in a few numbers.</summary>
internal static class StatsEndpoints
{
    public static void MapStatsEndpoint(this RouteGroupBuilder root) =>
        root.MapGet("/stats", Stats).WithTags("System").WithOperation("getStats", "The arena in a few numbers");

    private static Ok<StatsBody> Stats(OwnLeagues leagues, NodeDirectory nodes, ILedger ledger, Membership membership)
    {
        var (all, sessions) = (leagues.List(), nodes.Sessions);
        var alive = sessions.Where(session => session.Open).ToArray();
        return TypedResults.Ok(new StatsBody(
            new LeagueCountsBody(
                InPhase(all, LeaguePhase.Running), InPhase(all, LeaguePhase.Paused), InPhase(all, LeaguePhase.Completed),
                InPhase(all, LeaguePhase.Stopped)),
            new MatchCountsBody(
                all.Sum(l => (long)l.Played), all.Where(l => !l.Entry.HasEnded).Sum(l => (long)l.Entry.Matches - l.Played),
                all.Sum(l => (long)l.Forfeited)),
            new NodeCountsBody(
                alive.Length, sessions.Count - alive.Length, alive.Sum(session => session.Hello.Capacity),
                alive.Sum(session => session.Held)),
            ledger.Store.Name,
            membership.Id));
    }

    private static int InPhase(IReadOnlyList<LeagueProgress> leagues, LeaguePhase phase) => leagues.Count(l => l.Entry.Phase == phase);
}

/// <param name="Store">postgres or memory.</param>
/// <param name="Replica">Who has answered.</param>
internal sealed record StatsBody(LeagueCountsBody Leagues, MatchCountsBody Matches, NodeCountsBody Nodes, string Store, string Replica);

/// <summary>Leagues by state.</summary>
internal sealed record LeagueCountsBody(int Running, int Paused, int Completed, int Stopped);

/// <param name="Remaining">Those of leagues that have not ended.</param>
internal sealed record MatchCountsBody(long Played, long Remaining, long Forfeited);

/// <param name="Capacity">How many tasks all that are alive may hold together.</param>
internal sealed record NodeCountsBody(int Alive, int Gone, long Capacity, long Held);
