using Arena.ControlPlane.Api.Paging;
using Arena.ControlPlane.Api.Problems;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Rechecks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Arena.ControlPlane.Api.V1;

/// <summary>The nodes of the mesh as the control plane knows them.</summary>
internal static class NodeEndpoints
{
    public static void MapNodeEndpoints(this RouteGroupBuilder v1)
    {
        var nodes = v1.MapGroup("/nodes").WithTags("Nodes");
        nodes.MapGet("", ListAsync).WithOperation("listNodes", "Every node that was seen since the control plane started, by name", 400);
        nodes.MapGet("/{name}", GetAsync).WithOperation("getNode", "One node", 404);
    }

    public static async Task<Results<Ok<Page<NodeBody>>, ProblemHttpResult>> ListAsync(
        [AsParameters] PageQuery page, NodeDirectory directory, LeagueDirectory leagues, RecheckDirectory rechecks,
        CancellationToken cancellationToken)
    {
        if (page.Check(out string? after) is { } fault)
            return fault;
        var standings = await NodeStandings.OfAsync(leagues, rechecks, cancellationToken);
        var read = directory.Sessions.Where(s => after is null || string.CompareOrdinal(s.Node, after) > 0).Take(page.Read).ToArray();
        return TypedResults.Ok(Page<NodeBody>.Of(read, page, session => NodeBody.Of(session, standings), session => session.Node));
    }

    private static async Task<Results<Ok<NodeBody>, ProblemHttpResult>> GetAsync(
        string name, NodeDirectory directory, LeagueDirectory leagues, RecheckDirectory rechecks, CancellationToken cancellationToken)
    {
        if (directory.Find(name) is { } session)
            return TypedResults.Ok(NodeBody.Of(session, await NodeStandings.OfAsync(leagues, rechecks, cancellationToken)));
        return Problem.NotFound(NodeLookup.NotFound(directory, name));
    }
}
