using Arena.ControlPlane.Nodes;
using Arena.Contracts.V1;

namespace Arena.ControlPlane.Work;

internal sealed partial class Dispatcher
{
    // The node at which each bot plays, by name: one process of it at one node.
    private readonly Dictionary<string, (NodeSession Node, string Process)> _bots = new(StringComparer.Ordinal);

    /// <summary>
    /// Takes note of who is connected to a node. A process that has come from another node plays here now; another
    /// process under a name that plays already is sent away.
    /// </summary>
    private void Seat(NodeSession node)
    {
        _drained.Clear(); // what had nothing for those who were there may have something now
        foreach (var bot in node.Bots)
        {
            if (Find(bot.Name) is not { } seat || seat.Node == node)
            {
                _bots[bot.Name] = (node, bot.Session);
            }
            else if (seat.Process == bot.Session)
            {
                Drop(seat.Node, bot, $"it has gone to {node.Node}");
                _bots[bot.Name] = (node, bot.Session);
            }
            else
            {
                Drop(node, bot, $"another process plays as '{bot.Name}' at {seat.Node.Node}: stop it, or take another name");
            }
        }
    }

    private (NodeSession Node, string Process)? Find(string bot)
    {
        if (!_bots.TryGetValue(bot, out var seat) || !seat.Node.Open)
            return null;
        return seat.Node.Bots.Any(b => b.Name == bot && b.Session == seat.Process) ? seat : null;
    }

    private string? AddressOf(string bot) => Find(bot)?.Node.Hello.GrpcAddress;

    private static void Drop(NodeSession node, ConnectedBot bot, string reason) =>
        node.TrySend(new ControlMessage { DropBot = new DropBot { Bot = bot, Reason = reason } });
}
