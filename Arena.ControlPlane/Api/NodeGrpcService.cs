using Arena.Contracts.V1;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Rechecks;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Arena.ControlPlane.Api;

internal sealed class NodeGrpcService(
    NodeDirectory directory, LeagueDirectory leagues, RecheckDirectory rechecks) : NodeService.NodeServiceBase
{
    public override async Task<ListNodesResponse> List(ListNodesRequest request, ServerCallContext context)
    {
        var standings = await NodeStandings.OfAsync(leagues, rechecks, context.CancellationToken);
        return new ListNodesResponse { Nodes = { directory.Sessions.Select(s => ToMessage(s, standings)) } };
    }

    public override async Task<Node> Get(GetNodeRequest request, ServerCallContext context)
    {
        if (directory.Find(request.Name) is { } session)
            return ToMessage(session, await NodeStandings.OfAsync(leagues, rechecks, context.CancellationToken));
        throw new RpcException(new Status(StatusCode.NotFound, NodeLookup.NotFound(directory, request.Name)));
    }

    private static Node ToMessage(NodeSession session, NodeStandings standings) => new()
    {
        Name = session.Node,
        State = session.Open ? NodeState.Alive : NodeState.Gone,
        Session = session.Id,
        Version = session.Hello.Version,
        Address = session.Hello.Address,
        Games = { session.Hello.Games },
        Capacity = session.Hello.Capacity,
        Parallelism = session.Hello.Parallelism,
        Held = (uint)session.Held,
        Played = session.Played,
        Bots = { session.Bots.Select(b => b.Name) },
        GrpcAddress = session.Hello.GrpcAddress,
        WorkingSetBytes = session.WorkingSetBytes,
        ConnectedAt = Timestamp.FromDateTimeOffset(session.ConnectedAt),
        LastSeenAt = Timestamp.FromDateTimeOffset(session.LastSeenAt),
        Residual = ToMessage(standings.Residuals.GetValueOrDefault(session.Node)),
        Confirmed = standings.Records.GetValueOrDefault(session.Node).Confirmed,
        Disputed = standings.Records.GetValueOrDefault(session.Node).Disputed,
        Outvoted = standings.Records.GetValueOrDefault(session.Node).Outvoted,
    };

    private static NodeResidual? ToMessage(Core.Rechecks.NodeResidual? residual) => residual is null or { Degrees: 0 } ? null : new()
    {
        Matches = residual.Matches,
        ChiSquare = residual.ChiSquare,
        Degrees = residual.Degrees,
        Probability = residual.Probability,
        Suspect = residual.IsSuspect,
    };
}
