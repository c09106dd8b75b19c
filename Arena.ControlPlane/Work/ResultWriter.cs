using Arena.Backplane.Hosting;
using System.Diagnostics;
using System.Threading.Channels;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Ledger;
using Arena.ControlPlane.Nodes;
using Arena.Contracts.V1;
using Arena.Core.Matches;
using Arena.ServiceDefaults.Guard;
using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Work;

/// <summary>
/// Takes results to the ledger, as many as have come in meanwhile at a time, and acknowledges them when they are
/// durable. While the ledger is away it tries again, for as long as that lasts, and the nodes wait.
/// </summary>
internal sealed partial class ResultWriter(
    IResultStore resultStore, LeagueDirectory directory, Dispatcher dispatcher, LedgerSignal signal, WorkInstruments instruments,
    Guards guards, IOptions<WorkOptions> options, TimeProvider time, ILogger<ResultWriter> logger) : BackgroundService
{
    // A batch is one statement: of whatever nodes send, it has to be done in the time that a statement may take.
    private const long MostBytes = 16 * 1024 * 1024;

    private readonly WorkOptions _options = options.Value;
    private readonly Channel<Offered> _queue = Channel.CreateBounded<Offered>(
        new BoundedChannelOptions(options.Value.ResultQueueCapacity) { SingleReader = true });

    /// <summary>Waits while the queue is full.</summary>
    public ValueTask WriteAsync(NodeSession session, NewResult result, CancellationToken cancellationToken) =>
        _queue.Writer.WriteAsync(new Offered(session, result), cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Offered>(_options.MaxResultBatch);
        while (await _queue.Reader.WaitToReadAsync(stoppingToken))
        {
            var bytes = 0L;
            while (batch.Count < _options.MaxResultBatch && bytes < MostBytes && _queue.Reader.TryRead(out var offered))
            {
                batch.Add(offered);
                bytes += SizeOf(offered.Result.Match);
            }

            var outcomes = await RecordAsync(batch, stoppingToken);
            signal.Set();
            await AcknowledgeAsync(batch, outcomes, stoppingToken);
            batch.Clear();
        }
    }

    private static long SizeOf(MatchRecord match) =>
        match.Transcript.Length + (sizeof(long) * (long)match.MoveTimes.Length) + (sizeof(int) * (long)match.Evaluations.Length);

    private async Task<IReadOnlyList<RecordOutcome>> RecordAsync(List<Offered> batch, CancellationToken cancellationToken)
    {
        using var activity = await StartActivityAsync(batch, cancellationToken);
        NewResult[] results = [.. batch.Select(o => o.Result)];

        // When an attempt fails, some of the batch may be in already; offering it again is harmless.
        return await guards.For(LedgerHosting.GuardName).ExecuteAsync(
            async token =>
            {
                var start = time.GetTimestamp();
                var outcomes = await resultStore.RecordAsync(results, token);
                instruments.Recorded(outcomes, time.GetElapsedTime(start));
                return outcomes;
            },
            cancellationToken);
    }

    // A batch has one span, in the trace of the league of its first result, with links to the others.
    private async ValueTask<Activity?> StartActivityAsync(List<Offered> batch, CancellationToken cancellationToken)
    {
        if (!WorkInstruments.Activities.HasListeners())
            return null;
        var contexts = new List<ActivityContext>();
        foreach (var id in batch.Select(o => o.Result.LeagueId).Distinct())
        {
            var league = await directory.FindAsync(id, cancellationToken);
            if (ActivityContext.TryParse(league?.Entry.TraceParent, null, isRemote: true, out var context))
                contexts.Add(context);
        }

        var activity = WorkInstruments.Activities.StartActivity(
            "ledger.record", ActivityKind.Internal, contexts.FirstOrDefault(), links: contexts.Skip(1).Select(c => new ActivityLink(c)));
        return activity?.SetTag("arena.results", batch.Count);
    }

    private async Task AcknowledgeAsync(List<Offered> batch, IReadOnlyList<RecordOutcome> outcomes, CancellationToken cancellationToken)
    {
        foreach (var group in batch.Zip(outcomes).GroupBy(p => p.First.Session))
        {
            group.Key.TrySend(new ControlMessage { Ack = new Ack { TaskIds = { group.Select(p => p.First.Result.TaskId) } } });
            group.Key.CountPlayed(group.Count(p => p.Second == RecordOutcome.Recorded));
            foreach (var league in group.Where(p => p.Second != RecordOutcome.Refused).CountBy(p => p.First.Result.LeagueId))
                await dispatcher.TasksClosedAsync(group.Key, league.Key, league.Value, cancellationToken);
            foreach (var unknown in group.Where(p => p.Second == RecordOutcome.UnknownTask))
                LogUnknown(group.Key.Node, unknown.First.Result.TaskId, unknown.First.Result.LeagueId, unknown.First.Result.Index);
            foreach (var refused in group.Where(p => p.Second == RecordOutcome.Refused))
                await RefuseAsync(group.Key, refused.First.Result, cancellationToken);
        }
    }

    private async Task RefuseAsync(NodeSession session, NewResult result, CancellationToken cancellationToken)
    {
        LogRefused(session.Node, result.TaskId, result.LeagueId, result.Index);
        var refusal = new Refusal(result.LeagueId, [result.TaskId], "the ledger cannot hold its result", Passing: false);
        await dispatcher.RefusedAsync(session, refusal, cancellationToken);
    }

    private readonly record struct Offered(NodeSession Session, NewResult Result);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Node {Node} sent a result for task {Task}, match {Index} of league {League}, which the ledger does not have")]
    private partial void LogUnknown(string node, long task, string league, int index);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Node {Node} sent a result for task {Task}, match {Index} of league {League}, which the ledger cannot hold")]
    private partial void LogRefused(string node, long task, string league, int index);
}
