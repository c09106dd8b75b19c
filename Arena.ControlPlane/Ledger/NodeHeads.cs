using Arena.Backplane.Ledger;
using Arena.ControlPlane.Nodes;

namespace Arena.ControlPlane.Ledger;

/// <summary>Where the chain has ended, by what the nodes have heard.</summary>
internal static class NodeHeads
{
    public static IEnumerable<KnownHead> Of(NodeDirectory nodes) =>
        from session in nodes.Sessions
        let heard = session.Head ?? session.Hello.Head
        where heard is not null
        select new KnownHead($"node '{session.Node}'", heard.Hash.ToByteArray(), heard.Results);
}
