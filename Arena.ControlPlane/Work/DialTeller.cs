using Arena.Contracts.V1;
using Arena.ControlPlane.Nodes;
using Arena.ServiceDefaults.Dials;

namespace Arena.ControlPlane.Work;

/// <summary>Tells the nodes whose streams are here of the dials: before they are given tasks, and when the dials have changed.</summary>
internal sealed class DialTeller(DialBook book, NodeDirectory nodes) : BackgroundService
{
    // Between reading and sending nobody else sends, or a node could end with older dials.
    private readonly Lock _telling = new();

    public void Tell(NodeSession session)
    {
        lock (_telling)
            session.TrySend(new ControlMessage { Dials = DialMessages.ToMessage(book.Current) });
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
