using Arena.Backplane.Hosting;
using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Arena.ControlPlane.Ledger;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Replicas;
using Arena.ServiceDefaults.Guard;
using Google.Protobuf;
using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Work;

/// <summary>
/// Tells other replicas of the nodes whose streams are here, and knows those whose streams are there. What is sent to one of them is
/// handed to its replica. One loop owns both.
/// </summary>
internal sealed class RemoteNodes(
    ISessionStore store, IRelay relay, Membership membership, NodeDirectory nodes, Dispatcher dispatcher, LedgerSignals signals,
    Guards guards, IOptions<WorkOptions> options, TimeProvider time) : BackgroundService
{
    // Listing thousands is to take no more than one part in so many of the time, however often they have news; nobody waits for longer than
    // a heartbeat for it.
    private const int Rest = 4;

    private readonly Dictionary<string, Remote> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SessionStatus> _told = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var guard = guards.For(LedgerHosting.GuardName);
        while (true)
        {
            var took = await guard.ExecuteAsync(TimeExchangeAsync, stoppingToken);
            await Task.Delay(PauseAfter(took, options.Value.HeartbeatInterval), time, stoppingToken);
            await signals[LedgerNews.Sessions].WaitAsync(options.Value.HeartbeatInterval, time, stoppingToken);
        }
    }

    internal static TimeSpan PauseAfter(TimeSpan took, TimeSpan most)
    {
        var pause = (Rest - 1) * took;
        return pause < most ? pause : most;
    }

    // Of the try that succeeds: an outage before it is no work.
    private async Task<TimeSpan> TimeExchangeAsync(CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        await ExchangeAsync(cancellationToken);
        return time.GetElapsedTime(begun);
    }

    internal async Task ExchangeAsync(CancellationToken cancellationToken)
    {
        if (!membership.Others.Any() && _known.Count == 0)
            return; // nobody asks
        await TellAsync(cancellationToken);
        await HearAsync(cancellationToken);
        foreach (var known in _known.Values)
            await SendAsync(known.Session, cancellationToken);
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        var changed = new Dictionary<string, byte[]>();
        foreach (var session in nodes.Here)
        {
            var status = session.Status();
            if (_told.TryGetValue(session.Id, out var told) && IsSame(status, told))
                continue;
            _told[session.Id] = status;
            changed.Add(session.Id, status.ToByteArray());
        }

        if (changed.Count > 0)
            await store.ReportAsync(membership.Id, changed, cancellationToken);
        foreach (var gone in _told.Keys.Where(id => nodes.FindOpen(id) is not { IsHere: true }).ToArray())
            _told.Remove(gone);
    }

    // When it was last seen is no news, as long as it is seen.
    private bool IsSame(SessionStatus status, SessionStatus told)
    {
        var seen = status.LastSeenAt.ToDateTimeOffset() - told.LastSeenAt.ToDateTimeOffset();
        if (seen > options.Value.LeaseOrDefault() / 2)
            return false;
        var same = status.Clone();
        same.LastSeenAt = told.LastSeenAt;
        return same.Equals(told);
    }

    private async Task HearAsync(CancellationToken cancellationToken)
    {
        var others = membership.Others.Select(replica => replica.Id).ToHashSet();
        var sessions = await store.ListAsync(cancellationToken);
        var there = sessions.Where(entry => others.Contains(entry.Replica)).ToDictionary(entry => entry.Id);
        foreach (var (id, known) in _known)
        {
            if (there.GetValueOrDefault(id)?.Replica == known.Session.Replica)
                continue;
            known.Session.Close(); // it has gone, or come to another replica
            _known.Remove(id);
        }

        foreach (var entry in there.Values)
        {
            if (!_known.TryGetValue(entry.Id, out var known))
            {
                var hello = Hello.Parser.ParseFrom(entry.Hello);
                known = new Remote(new NodeSession(hello, time, entry.Replica, signals[LedgerNews.Sessions].Set));
                _known.Add(entry.Id, known);
            }

            // A node that was here a moment ago may be there by now; its stream here is closed then, or about to be.
            if (nodes.Find(entry.Node) is not { IsHere: true, Open: true })
                nodes.Add(known.Session);
            if (known.Status.AsSpan().SequenceEqual(entry.Status))
                continue;
            known.Status = entry.Status;
            if (known.Session.Take(SessionStatus.Parser.ParseFrom(entry.Status)))
                await dispatcher.BotsChangedAsync(known.Session, cancellationToken);
        }
    }

    private async Task SendAsync(NodeSession session, CancellationToken cancellationToken)
    {
        var messages = new List<RelayedMessage>();
        while (session.Outgoing.TryRead(out var message))
            messages.Add(new RelayedMessage(session.Id, IsForNode: true, message.ToByteArray()));
        if (messages.Count > 0)
            await relay.PostAsync(session.Replica!, messages, cancellationToken);
    }

    private sealed class Remote(NodeSession session)
    {
        public NodeSession Session => session;

        /// <summary>What it was last told of, as it stood there.</summary>
        public byte[] Status { get; set; } = [];
    }
}
