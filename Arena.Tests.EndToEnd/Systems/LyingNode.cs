using Arena.Contracts.V1;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Document;
using Arena.Core.Matches;
using Arena.Core.Primitives;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Verdict = Arena.Core.Matches.Verdict;

namespace Arena.Tests.EndToEnd.Systems;

/// <summary>A node that plays as it should, and says that the first seat has won.</summary>
internal sealed class LyingNode : IAsyncDisposable
{
    public const string Name = "liar";

    private readonly GrpcChannel _channel;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _playing;

    public LyingNode(Uri controlPlane)
    {
        _channel = GrpcChannel.ForAddress(controlPlane);
        _playing = PlayAsync(new WorkService.WorkServiceClient(_channel));
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _playing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _channel.Dispose();
        _over.Dispose();
    }

    private async Task PlayAsync(WorkService.WorkServiceClient client)
    {
        using var call = client.Work(cancellationToken: _over.Token);
        await call.RequestStream.WriteAsync(new NodeMessage
        {
            Hello = new Hello { Node = Name, Session = Guid.NewGuid().ToString("n"), Capacity = 16, Parallelism = 1,
            Games = { "connect_four" } },
        });
        LeagueDefinition? league = null;
        while (await call.ResponseStream.MoveNext(_over.Token))
        {
            if (call.ResponseStream.Current.Assignment is not { } assignment)
                continue;
            if (assignment.Document.Length > 0)
                league = LeagueDocument.Parse(assignment.Document).Definition;
            var batch = new ResultBatch();
            foreach (var task in assignment.Tasks)
                batch.Results.Add(await LieAsync(league!, assignment.LeagueId, task));
            await call.RequestStream.WriteAsync(new NodeMessage { Heartbeat = new Heartbeat() });
            await call.RequestStream.WriteAsync(new NodeMessage { Results = batch });
        }
    }

    // A careful lie: the hash is that of the scores that it tells.
    private async Task<TaskResult> LieAsync(LeagueDefinition league, string id, MatchTask task)
    {
        var spec = league.MatchAt(new ScheduledMatch(task.Index, task.Seats[0], task.Seats[1], new Seed(task.Seed)));
        var record = await MatchRunner.PlayAsync(spec, TimeProvider.System, _over.Token);
        double[] scores = [1, 0];
        return new TaskResult
        {
            TaskId = task.Id, LeagueId = id, Index = task.Index, Scores = { scores },
            Verdicts = { Arena.Contracts.V1.Verdict.Ok, Arena.Contracts.V1.Verdict.Ok }, Moves = record.Moves,
            Transcript = ByteString.CopyFrom(record.Transcript),
            MatchHash = ByteString.CopyFrom(
            MatchHashes.OfMatch(spec, record.Transcript, scores, [Verdict.Ok, Verdict.Ok], record.Evaluations)),
            MoveTimesUs = { record.MoveTimes }, AgentHashes = { record.AgentHashes.Select(ByteString.CopyFrom) },
            Seal = ByteString.CopyFrom(record.Seal),
        };
    }
}
