using Grpc.Net.Internal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>
/// Decides while the routes are compiled where the endpoints of <see cref="UnimplementedEndpoints"/> count: for gRPC
/// calls on paths that nothing else serves. Matching the path of a mapped method is then a walk to one endpoint, with
/// no route values and no constraints to try at every call; and what is no gRPC is left to the application.
/// </summary>
internal sealed class UnimplementedPolicy : MatcherPolicy, INodeBuilderPolicy
{
    /// <summary>Before the policy of HTTP methods, which would answer an unknown page with 405.</summary>
    public override int Order => -1100;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(IsUnimplemented);

    public IReadOnlyList<PolicyNodeEdge> GetEdges(IReadOnlyList<Endpoint> endpoints)
    {
        Endpoint[] others = [.. endpoints.Where(e => !IsUnimplemented(e))];
        return others.Any(e => e.Metadata.GetMetadata<GrpcMethodMetadata>() is not null)
            ? [new PolicyNodeEdge(true, others), new PolicyNodeEdge(false, others)]
            : [new PolicyNodeEdge(true, endpoints), new PolicyNodeEdge(false, others)];
    }

    public PolicyJumpTable BuildJumpTable(int exitDestination, IReadOnlyList<PolicyJumpTableEdge> edges)
    {
        return new JumpTable(Destination(grpc: true), Destination(grpc: false));

        int Destination(bool grpc) =>
            edges.FirstOrDefault(e => e.State.Equals(grpc)) is { State: not null } edge ? edge.Destination : exitDestination;
    }

    private static bool IsUnimplemented(Endpoint endpoint) => endpoint.Metadata.GetMetadata<UnimplementedEndpoints.Marker>() is not null;

    private sealed class JumpTable(int grpc, int other) : PolicyJumpTable
    {
        public override int GetDestination(HttpContext httpContext) =>
            HttpMethods.IsPost(httpContext.Request.Method) && GrpcProtocol.IsGrpcContentType(httpContext.Request.ContentType)
                ? grpc
                : other;
    }
}
