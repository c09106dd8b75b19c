using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Rechecks;
using Arena.Core.Rechecks;

namespace Arena.ControlPlane.Api.V1;

/// <summary>Whether a node can be given work.</summary>
internal enum NodeState
{
    /// <summary>Its stream is open and its lease is fresh.</summary>
    Alive,

    /// <summary>Its stream broke or its lease ran out; its tasks went elsewhere.</summary>
    Gone,
}

/// <summary>A node.</summary>
/// <param name="Held">Tasks handed out and not yet closed.</param>
/// <param name="Played">Results of this session that were new to the ledger.</param>
/// <param name="Bots">Those connected to it.</param>
/// <param name="Residual">How its results compare with those of all others; null while there is nothing to compare.</param>
/// <param name="Confirmed">Matches that it and others played and that went the same way.</param>
/// <param name="Disputed">Matches that went another way at one other node, with no third to decide.</param>
/// <param name="Outvoted">Matches of which most of the others say the same, and it does not.</param>
internal sealed record NodeBody(
    string Name, NodeState State, string Session, string Version, string Address, string GrpcAddress, IReadOnlyList<string> Games,
    uint Capacity, uint Parallelism, int Held, long Played, long WorkingSetBytes, DateTimeOffset ConnectedAt, DateTimeOffset LastSeenAt,
    IReadOnlyList<string> Bots, NodeResidualBody? Residual, int Confirmed, int Disputed, int Outvoted)
{
    public static NodeBody Of(NodeSession session, NodeStandings standings)
    {
        var record = standings.Records.GetValueOrDefault(session.Node);
        return new NodeBody(
            session.Node, session.Open ? NodeState.Alive : NodeState.Gone, session.Id, session.Hello.Version,
            session.Hello.Address, session.Hello.GrpcAddress, [.. session.Hello.Games], session.Hello.Capacity, session.Hello.Parallelism,
            session.Held, session.Played, session.WorkingSetBytes, session.ConnectedAt, session.LastSeenAt,
            [.. session.Bots.Select(bot => bot.Name)], NodeResidualBody.Of(standings.Residuals.GetValueOrDefault(session.Node)),
            record.Confirmed, record.Disputed, record.Outvoted);
    }
}

/// <summary>How far a node's results are from those of all others in the same pairings.</summary>
/// <param name="Degrees">Degrees of freedom.</param>
/// <param name="Probability">How often an honest node is at least this far from the pool.</param>
/// <param name="Suspect">Below one in a thousand.</param>
internal sealed record NodeResidualBody(int Matches, double ChiSquare, int Degrees, double Probability, bool Suspect)
{
    public static NodeResidualBody? Of(NodeResidual? residual) => residual is null or { Degrees: 0 }
        ? null
        : new NodeResidualBody(residual.Matches, residual.ChiSquare, residual.Degrees, residual.Probability, residual.IsSuspect);
}
