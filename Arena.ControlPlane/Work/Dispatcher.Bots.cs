using Arena.Contracts.V1;
using Arena.ControlPlane.Nodes;
using Arena.ServiceDefaults.Access;
using LeagueState = Arena.ControlPlane.Leagues.LeagueState;

namespace Arena.ControlPlane.Work;

internal sealed partial class Dispatcher
{
    // The node at which each bot plays, by name: one process of it at one node.
    private readonly Dictionary<string, (NodeSession Node, string Process)> _bots = new(StringComparer.Ordinal);

    /// <summary>
    /// Takes note of who is connected to a node. A process that has come from another node plays here now; another
    /// process under a name that plays already is sent away. Each replica sends away those at its own nodes; where both came at the same
    /// time, all replicas keep the same one.
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
                _bots[bot.Name] = (node, bot.Session);
                Drop(seat.Node, bot, $"it has gone to {node.Node}");
            }
            else if (node.IsHere || string.CompareOrdinal(seat.Node.Id, node.Id) < 0)
            {
                Drop(node, bot, Taken(bot.Name, seat.Node));
            }
            else
            {
                _bots[bot.Name] = (node, bot.Session);
                Drop(seat.Node, new ConnectedBot { Name = bot.Name, Session = seat.Process }, Taken(bot.Name, node));
            }
        }

        NoteSeated(node);
    }

    private void NoteSeated(NodeSession node) => node.Seated =
        [.. node.Bots.Where(bot => _bots.TryGetValue(bot.Name, out var seat) && seat.Node == node && seat.Process == bot.Session)];

    private (NodeSession Node, string Process)? Find(string bot)
    {
        if (!_bots.TryGetValue(bot, out var seat) || !seat.Node.Open)
            return null;
        return seat.Node.Bots.Any(b => b.Name == bot && b.Session == seat.Process) ? seat : null;
    }

    // A league's bots are its own tenant's.
    private string? AddressOf(LeagueState league, string bot) => Find(NameOf(league, bot))?.Node.Hello.GrpcAddress;

    private static string NameOf(LeagueState league, string bot) => TenantName.Qualify(TenantName.TenantOf(league.Id), bot);

    private static string Taken(string bot, NodeSession node) =>
        $"another process plays as '{TenantName.Plain(bot)}' at {node.Node}: stop it, or take another name";

    private void Drop(NodeSession node, ConnectedBot bot, string reason)
    {
        NoteSeated(node);
        if (node.IsHere)
            node.TrySend(new ControlMessage { DropBot = new DropBot { Bot = bot, Reason = reason } });
    }
}
