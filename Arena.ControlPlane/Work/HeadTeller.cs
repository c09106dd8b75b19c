using System.Data.Common;
using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Arena.ControlPlane.Nodes;
using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Work;

/// <summary>
/// Tells the nodes where the ledger's chain ends, once a heartbeat, and whether that extends what they were told before, in this life of
/// the control plane or in an earlier one: they are outside of the store, and whoever rewrites it does not rewrite them. Of a store that
/// forgets, they are told nothing: it is another ledger at every start.
/// </summary>
internal sealed partial class HeadTeller(
    ILedger ledger, NodeDirectory nodes, WorkInstruments instruments, IOptions<WorkOptions> options, TimeProvider time,
    ILogger<HeadTeller> logger) : BackgroundService
{
    private LedgerHead? _known;
    private string _fault = "";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!ledger.Store.Durable)
            return;
        using var timer = new PeriodicTimer(options.Value.HeartbeatInterval, time);
        do
        {
            try
            {
                await TellAsync(stoppingToken);
            }
            catch (Exception away) when (away is DbException or IOException or TimeoutException && !stoppingToken.IsCancellationRequested)
            {
                // The ledger is away, which those who need it say; the nodes hear of it when it is back.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    internal async Task TellAsync(CancellationToken cancellationToken)
    {
        var head = await ledger.Chain.HeadAsync(cancellationToken) is { } found ? HeadMessages.From(found) : null;
        await LookAsync(head, cancellationToken);
        var disagree = _fault.Length > 0 ? 1 : 0;
        var looked = new Dictionary<LedgerHead, string>(); // most nodes have heard the same
        foreach (var session in nodes.Here)
        {
            var fault = "";
            if ((session.Head ?? session.Hello.Head) is { } heard && !looked.TryGetValue(heard, out fault!))
                looked.Add(heard, fault = await FaultOfAsync(heard, head, cancellationToken));
            Tell(session, head, fault);
            if (fault.Length > 0)
                disagree++;
        }

        instruments.HeadsCompared(disagree);
    }

    // On the control plane's own account: there may be no node that has heard a head.
    private async Task LookAsync(LedgerHead? head, CancellationToken cancellationToken)
    {
        var fault = _known is null ? "" : await FaultOfAsync(_known, head, cancellationToken);
        if (fault.Length == 0)
            _known = head;
        else if (fault != _fault)
            LogAltered(fault);
        _fault = fault;
    }

    private void Tell(NodeSession session, LedgerHead? head, string fault)
    {
        var isNews = fault != session.HeadFault || (fault.Length == 0 && head is not null && !head.Equals(session.Head));
        session.HeadFault = fault;
        if (!isNews)
            return;
        if (fault.Length == 0)
            session.Head = head;
        else
            LogDisagrees(session.Node, fault);

        // Without a fault there is a head: that none is told is one.
        session.TrySend(new ControlMessage { Head = new HeadNotice { Head = head, Fault = fault } });
    }

    private async Task<string> FaultOfAsync(LedgerHead heard, LedgerHead? head, CancellationToken cancellationToken)
    {
        if (head is null)
            return "the ledger does not say where its chain ends any more";
        if (heard.Ledger != head.Ledger && heard is { Results: 0, Leagues: 0 })
            return ""; // there was nothing, and a backup was restored
        if (heard.Ledger != head.Ledger)
        {
            return $"it is the ledger {head.Ledger}, and was {heard.Ledger} when it had {heard.Results} results and the head "
                + Convert.ToHexStringLower(heard.Hash.Span);
        }

        if (await ledger.Chain.HasAsync(HeadMessages.ToDomain(heard), cancellationToken))
            return "";
        return $"the chain does not extend the one of {heard.Results} results with the head "
            + Convert.ToHexStringLower(heard.Hash.Span);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Somebody altered the ledger: {Fault}. 'arena ledger audit' says where")]
    private partial void LogAltered(string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "Node {Node} has heard of another ledger than this is now: {Fault}")]
    private partial void LogDisagrees(string node, string fault);
}
