using Arena.Backplane.Hosting;
using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Arena.ControlPlane.Ledger;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Rechecks;
using Arena.ControlPlane.Replicas;
using Arena.ServiceDefaults.Guard;
using Google.Protobuf;

namespace Arena.ControlPlane.Work;

/// <summary>
/// Passes messages on between nodes whose streams are here and other replicas: what those ask of the nodes, and what the nodes answer.
/// </summary>
internal sealed class RelayLoop(
    IRelay relay, Membership membership, NodeDirectory nodes, WatchedMatches watched, Rechecker rechecker, LedgerSignals signals,
    Guards guards, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan _poll = TimeSpan.FromSeconds(1);

    /// <summary>Answers to what another replica has asked: all of them hear it, and one knows what it was.</summary>
    public async Task PassAsync(NodeSession session, IReadOnlyCollection<TaskResult> answers, CancellationToken cancellationToken)
    {
        if (answers.Count == 0)
            return;
        await PassAsync(session, new NodeMessage { Results = new ResultBatch { Results = { answers } } }, cancellationToken);

        // Whoever asked may be gone, and would not tell the node that it can forget it.
        session.TrySend(new ControlMessage { Ack = new Ack { TaskIds = { answers.Select(answer => answer.TaskId) } } });
    }

    /// <summary>What a node has said: every other replica hears it.</summary>
    public async Task PassAsync(NodeSession session, NodeMessage message, CancellationToken cancellationToken)
    {
        RelayedMessage[] messages = [new RelayedMessage(session.Id, IsForNode: false, message.ToByteArray())];
        foreach (var replica in membership.Others)
            await relay.PostAsync(replica.Id, messages, cancellationToken);
    }

    internal async Task TakeAsync(CancellationToken cancellationToken)
    {
        foreach (var message in await relay.TakeAsync(membership.Id, cancellationToken))
        {
            if (nodes.FindOpen(message.Session) is not { } session)
                continue; // gone meanwhile
            if (message.IsForNode)
                Send(session, ControlMessage.Parser.ParseFrom(message.Message));
            else
                await HearAsync(session, NodeMessage.Parser.ParseFrom(message.Message), cancellationToken);
        }
    }

    // A node is told at once what all replicas look at, by the one at which its stream is.
    private void Send(NodeSession session, ControlMessage message)
    {
        if (message.Watch is { } watch)
            watched.LookFor(session, watch);
        else
            session.TrySend(message);
    }

    private async Task HearAsync(NodeSession session, NodeMessage message, CancellationToken cancellationToken)
    {
        if (message.Moves is { } moves)
            watched.Take(session, moves);
        foreach (var answer in message.Results?.Results ?? [])
            await rechecker.AnswerAsync(session, answer, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var guard = guards.For(LedgerHosting.GuardName);
        while (true)
        {
            if (membership.Others.Any())
                await guard.ExecuteAsync(TakeAsync, stoppingToken);
            await signals[LedgerNews.Relays].WaitAsync(_poll, time, stoppingToken);
        }
    }
}
