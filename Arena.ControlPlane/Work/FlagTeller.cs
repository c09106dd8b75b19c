using Arena.Contracts.V1;
using Arena.ControlPlane.Nodes;
using Arena.ServiceDefaults.Flags;

namespace Arena.ControlPlane.Work;

/// <summary>Tells the nodes whose streams are here of the flags: when they come, and when one has changed.</summary>
internal sealed class FlagTeller(FlagBook book, NodeDirectory nodes) : BackgroundService
{
    // Between reading and sending nobody else sends, or a node could end with older flags.
    private readonly Lock _telling = new();

    public void Tell(NodeSession session)
    {
        lock (_telling)
        {
            foreach (var part in FlagMessages.ToMessages(book.Read().Flags))
                session.TrySend(new ControlMessage { Flags = part });
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var changed = book.Read().Changed;
            foreach (var session in nodes.Here)
                Tell(session);
            await changed.WaitAsync(stoppingToken);
        }
    }
}
