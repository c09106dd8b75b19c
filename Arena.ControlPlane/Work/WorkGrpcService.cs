using Arena.Contracts.V1;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Rechecks;
using Arena.ControlPlane.Replicas;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Work;

internal sealed partial class WorkGrpcService(
    Dispatcher dispatcher, ResultWriter writer, NodeDirectory nodes, WatchedMatches watched, Rechecker rechecker, RelayLoop relay,
    FlagTeller flags, DialTeller dials, Membership membership,
    IOptions<WorkOptions> options, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<WorkGrpcService> logger)
    : WorkService.WorkServiceBase
{
    private const int MaxNameLength = 256;

    public override async Task Work(
        IAsyncStreamReader<NodeMessage> requestStream, IServerStreamWriter<ControlMessage> responseStream, ServerCallContext context)
    {
        if (!await requestStream.MoveNext(context.CancellationToken) || requestStream.Current.Hello is not { } hello)
            throw new RpcException(new Status(StatusCode.InvalidArgument, "The first message must be hello."));
        if (FaultOf(hello) is { } fault)
            throw new RpcException(new Status(StatusCode.InvalidArgument, fault));

        var session = new NodeSession(hello, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken, session.Closed, lifetime.ApplicationStopping);
        try
        {
            dials.Tell(session); // first in its queue: a match begun without them would say another epoch
            var resumed = await dispatcher.OpenAsync(session, ends.Token);
            nodes.Add(session);
            rechecker.Wake();
            watched.Tell(session);
            await responseStream.WriteAsync(Welcome(resumed), ends.Token); // before anything that is queued for it already
            flags.Tell(session);
            dials.Tell(session); // those that changed before it was in the directory
            var sending = SendAsync(session, responseStream, ends.Token);
            await ReceiveAsync(session, requestStream, ends.Token);
            session.Close();
            await sending;
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException && ends.IsCancellationRequested)
        {
            // The node left, came again, its lease ran out, or this process stops: the node dials again if it lives.
        }
        finally
        {
            await dispatcher.CloseAsync(session);
            rechecker.Wake();
        }
    }

    // No database takes a NUL in its text, nor a long text as a key: what this node plays could never be recorded.
    private static string? FaultOf(Hello hello)
    {
        if (hello.Node.Length == 0 || hello.Session.Length == 0 || hello.Capacity == 0)
        {
            return "hello must have a node, a session and a capacity of at least 1; "
                + $"it has '{Shown(hello.Node)}', '{Shown(hello.Session)}' and {hello.Capacity}.";
        }

        if (hello.Node.Length > MaxNameLength || hello.Session.Length > MaxNameLength)
        {
            return $"hello's node has {hello.Node.Length} characters and its session {hello.Session.Length}; "
                + $"wanted at most {MaxNameLength}.";
        }

        if (hello.Node.Contains('\0', StringComparison.Ordinal))
            return "The node's name has a NUL character in it.";
        return hello.Session.Contains('\0', StringComparison.Ordinal) ? "The session has a NUL character in it." : null;
    }

    // A refusal is a header of HTTP, which must not be long.
    private static string Shown(string text) => text.Length <= MaxNameLength ? text : $"{text[..MaxNameLength]}…";

    private ControlMessage Welcome(bool resumed) => new()
    {
        Welcome = new Welcome
        {
            HeartbeatIntervalMs = (uint)options.Value.HeartbeatInterval.TotalMilliseconds,
            LeaseMs = (uint)options.Value.LeaseOrDefault().TotalMilliseconds,
            Resumed = resumed,
            Replicas = { membership.Addresses },
        },
    };

    private static async Task SendAsync(
        NodeSession session, IServerStreamWriter<ControlMessage> stream, CancellationToken cancellationToken)
    {
        await foreach (var message in session.Outgoing.ReadAllAsync(cancellationToken))
            await stream.WriteAsync(message, cancellationToken);
    }

    private async Task ReceiveAsync(NodeSession session, IAsyncStreamReader<NodeMessage> stream, CancellationToken cancellationToken)
    {
        while (await stream.MoveNext(cancellationToken))
        {
            switch (stream.Current.MessageCase)
            {
                case NodeMessage.MessageOneofCase.Heartbeat:
                    if (session.Heartbeat(stream.Current.Heartbeat))
                        await dispatcher.BotsChangedAsync(session, cancellationToken);
                    break;
                case NodeMessage.MessageOneofCase.Results:
                    session.Seen();
                    await TakeAsync(session, stream.Current.Results, cancellationToken);
                    break;
                case NodeMessage.MessageOneofCase.Moves:
                    session.Seen();
                    if (watched.Take(session, stream.Current.Moves))
                        await relay.PassAsync(session, stream.Current, cancellationToken);
                    break;
            }
        }
    }

    private async Task TakeAsync(NodeSession session, ResultBatch batch, CancellationToken cancellationToken)
    {
        var tasks = batch.Results.ToLookup(sent => Rechecker.Asked(sent.TaskId));
        foreach (var answer in tasks[true].Where(sent => rechecker.IsOwn(sent.TaskId)))
            await rechecker.AnswerAsync(session, answer, cancellationToken);
        await relay.PassAsync(session, [.. tasks[true].Where(sent => !rechecker.IsOwn(sent.TaskId))], cancellationToken);
        foreach (var league in tasks[false].Where(sent => sent.Returned).GroupBy(sent => sent.LeagueId))
        {
            var refusal = new Refusal(league.Key, [.. league.Select(sent => sent.TaskId)], "returned", Passing: true);
            await dispatcher.RefusedAsync(session, refusal, cancellationToken);
        }

        foreach (var sent in tasks[false].Where(sent => !sent.Returned))
            await TakeAsync(session, sent, cancellationToken);
    }

    private async Task TakeAsync(NodeSession session, TaskResult sent, CancellationToken cancellationToken)
    {
        var why = sent.Refused;
        if (why.Length == 0 && ResultMessages.TryRead(sent, session.Node, time.GetUtcNow(), out var result, out why))
        {
            await writer.WriteAsync(session, result, cancellationToken);
            return;
        }

        LogRefused(session.Node, sent.TaskId, sent.LeagueId, why);
        await dispatcher.RefusedAsync(session, new Refusal(sent.LeagueId, [sent.TaskId], why, sent.Passing), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} did not play task {Task} of league {League}: {Reason}")]
    private partial void LogRefused(string node, long task, string league, string reason);
}
