using System.Diagnostics;
using Arena.Contracts.V1;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace Arena.Benchmarks.Replicas;

/// <summary>A node's stream without a node: it holds what it is given, and makes results up when it is told to.</summary>
internal sealed class Worker : IDisposable
{
    private const int MaxResultsPerMessage = 256;

    private readonly CancellationTokenSource _over = new();
    private readonly AsyncDuplexStreamingCall<NodeMessage, ControlMessage> _call;
    private readonly List<TaskResult> _held = [];
    private int _assigned;
    private int _acknowledged;

    private Worker(GrpcChannel channel) =>
        _call = new WorkService.WorkServiceClient(channel).Work(cancellationToken: _over.Token);

    /// <summary>Tasks that it was given so far.</summary>
    public int Assigned => Volatile.Read(ref _assigned);

    /// <summary>Results of it that are in the ledger.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>When it was given something last, and when results were acknowledged last: <see cref="Stopwatch"/>'s.</summary>
    public long Last { get; private set; }

    public static async Task<Worker> ComeAsync(GrpcChannel controlPlane, string name, uint capacity, CancellationToken cancellationToken)
    {
        var worker = new Worker(controlPlane);
        var hello = new Hello { Node = name, Session = $"{name}-{Guid.NewGuid():n}", Capacity = capacity, Parallelism = 1 };
        hello.Games.Add("tic_tac_toe");
        await worker._call.RequestStream.WriteAsync(new NodeMessage { Hello = hello }, cancellationToken);
        if (!await worker._call.ResponseStream.MoveNext(cancellationToken))
            throw new InvalidOperationException("the control plane did not welcome a worker");
        _ = worker.ReadAsync();
        return worker;
    }

    public Task BeatAsync(CancellationToken cancellationToken) =>
        _call.RequestStream.WriteAsync(new NodeMessage { Heartbeat = new Heartbeat { WorkingSetBytes = 1 << 20 } }, cancellationToken);

    /// <summary>Sends results of what it holds, but for the last so many.</summary>
    public async Task SendResultsAsync(int butFor, CancellationToken cancellationToken)
    {
        TaskResult[] sent;
        lock (_held)
        {
            sent = [.. _held.SkipLast(butFor)];
            _held.RemoveRange(0, sent.Length);
        }

        foreach (var part in sent.Chunk(MaxResultsPerMessage))
        {
            var batch = new ResultBatch { Results = { part } };
            await _call.RequestStream.WriteAsync(new NodeMessage { Results = batch }, cancellationToken);
        }
    }

    /// <summary>Sends a result of no task that there is; its acknowledgement comes when all that was sent before was taken in.</summary>
    public Task SendUnknownAsync(CancellationToken cancellationToken) => _call.RequestStream.WriteAsync(
        new NodeMessage { Results = new ResultBatch { Results = { ResultOf("none", new MatchTask { Id = long.MaxValue / 2 }) } } },
        cancellationToken);

    public void Dispose()
    {
        _over.Cancel();
        _call.Dispose();
        _over.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _call.ResponseStream.MoveNext(_over.Token))
                Take(_call.ResponseStream.Current);
        }
        catch (RpcException)
        {
            // The bench has ended it, or killed the control plane.
        }
    }

    private void Take(ControlMessage message)
    {
        if (message.Assignment is { } assignment)
        {
            lock (_held)
                _held.AddRange(assignment.Tasks.Select(task => ResultOf(assignment.LeagueId, task)));
            Last = Stopwatch.GetTimestamp();
            Interlocked.Add(ref _assigned, assignment.Tasks.Count);
        }
        else if (message.Ack is { } ack)
        {
            Last = Stopwatch.GetTimestamp();
            Interlocked.Add(ref _acknowledged, ack.TaskIds.Count);
        }
    }

    private static TaskResult ResultOf(string league, MatchTask task)
    {
        var result = new TaskResult
        {
            TaskId = task.Id, LeagueId = league, Index = task.Index, Scores = { 1, 0 }, Verdicts = { Verdict.Ok, Verdict.Ok }, Moves = 60,
            Transcript = ByteString.CopyFrom(new byte[60]), MatchHash = Hash(), DurationUs = 1_000, AgentHashes = { Hash(), Hash() },
            Seal = Hash(),
        };
        result.MoveTimesUs.AddRange(Enumerable.Range(1, 60).Select(us => (long)us));
        return result;
    }

    private static ByteString Hash() => ByteString.CopyFrom(new byte[32]);
}
